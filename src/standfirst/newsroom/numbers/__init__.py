"""How often stories were read, met as a wall, and led to an account: sums by day, and nobody's name."""
