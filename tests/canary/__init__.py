"""A walk of every address as a stranger, in every known format, looking for words from below the cut."""
