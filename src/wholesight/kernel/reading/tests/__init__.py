"""Tests of the screens on which pages are read and found."""
