"""What an office's rules say, as pure functions on plain values: standard library only, today is passed in."""
