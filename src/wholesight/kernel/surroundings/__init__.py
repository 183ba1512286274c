"""What lies around a page without being part of it: mentions, the pages near it, and those like it."""
