"""Pages of a reader's own: joining, signing in, settings, following."""
