"""Tests of the whole house; every package keeps its own tests beside it."""
