"""Workbooks in and out: reading what offices keep, whatever program saved it, and writing what they can keep."""
