"""What only the newsroom sees: notes, previews, the admin's own pages."""
