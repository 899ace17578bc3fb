"""What journalists make."""
