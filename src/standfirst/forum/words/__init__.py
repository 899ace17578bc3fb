"""Words that moderators watch: a text as the eye reads it, and the terms found in it."""
