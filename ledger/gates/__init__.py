"""The gates: what must be true of every number before it is published."""
