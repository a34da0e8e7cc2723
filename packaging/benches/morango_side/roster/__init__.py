"""The roster as an application of Django, so that Morango can carry it."""
