"""What is written and not saved yet."""
