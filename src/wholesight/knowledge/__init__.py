"""The room of knowledge: seek, share, apply."""
