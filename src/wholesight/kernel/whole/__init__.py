"""The whole: spaces, folders, pages and their relations as one map, and the same as an outline."""
