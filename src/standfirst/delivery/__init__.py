"""The page store and the front before Django; keys and forgetting; streams. Knows no domain."""
