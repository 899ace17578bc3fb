"""Articles, sections, authors, topics, and the one door from a body to an answer."""
