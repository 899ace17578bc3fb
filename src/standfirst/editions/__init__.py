"""The regional faces of the paper, and which of them a request is for."""
