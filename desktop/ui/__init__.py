"""The window: what a teacher sees and presses. Qt is spoken here and nowhere else."""
