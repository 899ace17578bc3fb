"""Articles for machines: feeds, sitemaps, structured data."""
