"""How the tables of the toy room came about."""
