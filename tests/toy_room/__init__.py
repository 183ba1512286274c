"""The smallest room that uses every door: a shelf of wind-up toys. It plugs in by this one folder."""
