"""The door through which every room, the kernel included, adds what it has."""
