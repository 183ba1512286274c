"""Every act of a person, as one typed event."""
