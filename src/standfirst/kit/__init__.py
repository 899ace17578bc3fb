"""Small helpers without models or settings."""
