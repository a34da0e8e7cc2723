"""What a person can ask for. Screens and commands ask the same functions, which know nothing of either."""
