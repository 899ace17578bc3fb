"""Our commands, one module each: EXAMPLE, `configure(parser)` and `run(args)`."""
