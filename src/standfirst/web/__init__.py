"""The composition root: settings, addresses, wiring, whole-page templates, theme, the command."""
