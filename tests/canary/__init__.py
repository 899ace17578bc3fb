"""The canary's test paper: a walled story that sings in every place, and the Front that the walk asks."""
