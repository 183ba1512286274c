"""Folders of Markdown files, in and out."""
