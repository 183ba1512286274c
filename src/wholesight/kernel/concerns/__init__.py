"""What the owner of a page must look at."""
