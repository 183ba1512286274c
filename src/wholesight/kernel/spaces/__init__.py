"""The spaces that hold pages, and who belongs to them."""
