"""Pages that a person keeps at hand: starred ones, and those read lately."""
