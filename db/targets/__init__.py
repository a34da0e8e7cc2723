"""What a target stands at today, worked out from the registers without typing, each figure with its working."""
