"""Aid as a whole: the batch and its six steps, who is in need, sums, meals and insurance, read from the registers."""
