"""Balanced compulsory education: indicators, where each school stands, what is missing, what the rosters know."""
