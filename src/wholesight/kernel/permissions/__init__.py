"""Who may do what, and what a reader can see."""
