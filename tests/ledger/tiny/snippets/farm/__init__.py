"""Numbers and how they are computed."""
