"""The screens on which pages are read and found."""
