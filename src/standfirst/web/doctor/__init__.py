"""Is this paper well? Each check says what it found, in words, and what to do where something is not."""
