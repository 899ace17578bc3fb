"""Comments that come from another house, and go to one: Disqus, WordPress, our own export."""
