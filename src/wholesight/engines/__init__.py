"""Pure computing, usable as libraries: no Django, no database, no network."""
