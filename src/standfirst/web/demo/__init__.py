"""The demo: an invented paper with stories, pictures, readers and talk. Its content is data in `content/`."""
