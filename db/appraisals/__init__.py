"""Appraisals: schemes as they ship, what the ledgers and other appraisals answer, and each one as it is read."""
