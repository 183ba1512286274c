"""The screens on which pages are written."""
