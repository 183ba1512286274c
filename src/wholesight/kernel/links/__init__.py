"""Links between pages, by the names that they are written with."""
