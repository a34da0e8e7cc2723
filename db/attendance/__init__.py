"""Attendance as it stands in the file: days that are called, sums of a span, pupils who are still away."""
