"""How stories arrive and leave in bulk."""
