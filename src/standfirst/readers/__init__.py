"""People with an account: signing in, profiles, follows, their data and their leaving."""
