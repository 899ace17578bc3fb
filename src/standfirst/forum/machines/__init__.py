"""The forum for programs: an API, feeds of threads, webhooks."""
