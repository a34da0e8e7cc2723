"""Editors: where one value of a row is typed or chosen, one for each kind of field."""
