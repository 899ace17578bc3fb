"""Stories and pictures as agencies send them: IPTC ninjs 2.x and 3.x, and what is cheap to read of 1.x."""
