"""Dropout control as the file knows it: months, rates with their working, lists compared."""
