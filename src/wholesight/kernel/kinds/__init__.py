"""What sorts of page there are, and the typed properties of each."""
