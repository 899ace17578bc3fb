"""Pictures: alternative text, caption and credit as three fields, read from the file on upload."""
