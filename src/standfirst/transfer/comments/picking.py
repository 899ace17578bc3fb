"""Which format a file is in, by how it begins."""

from __future__ import annotations

import gzip
from pathlib import Path

HEAD = 16_384


def format_of(path: Path) -> str:
    """`threads`, `disqus`, `wxr` or `ninjs`; "" for what is none of them. A folder holds stories from the wire."""
    if path.is_dir() or path.suffix.lower() == ".json":
        return "ninjs"
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
            file.seek(0)
            head = gzip.GzipFile(fileobj=file).read(HEAD) if packed else file.read(HEAD)
    except (OSError, EOFError):
        return ""
    text = head.replace(b"\0", b"").lower()  # so that UTF-16 is read, too
    if b'"standfirst-threads"' in text.partition(b"\n")[0]:
        return "threads"
    if b"<disqus" in text:
        return "disqus"
    if b"<rss" in text and b"wordpress.org/export/" in text:
        return "wxr"
    return "ninjs" if text.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"{", b"[")) else ""
