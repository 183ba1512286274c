"""Files that are not pages, kept by their content."""
