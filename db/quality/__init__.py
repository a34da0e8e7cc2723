"""Results of examinations, read and summed: which there are, what was decided about counting, every figure."""
