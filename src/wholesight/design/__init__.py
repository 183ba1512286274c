"""How Wholesight looks: styles, islands, base templates and components. It knows no model."""
