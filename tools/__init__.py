"""Small programs that the Makefile runs; nothing of them is installed with the package."""
