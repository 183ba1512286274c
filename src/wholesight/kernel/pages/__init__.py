"""Pages, their revisions, and all that is projected from their text."""
