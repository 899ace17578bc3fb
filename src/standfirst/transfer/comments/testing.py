"""Files of old houses, as small as a test needs them."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

SAMPLES = Path(__file__).parents[5] / "shared" / "data"
WHY_SKIPPED = "the samples of other houses lie beside a checkout, in ../shared/data"
OLD = "https://old.example/2013/bridge-reopens/"


def post(number: int, text: str = "Hello.", **fields: str) -> str:
    """A post of Disqus's: `name`, `email`, `parent`, `at`, `thread`, and the states as `is_deleted="true"`."""
    said = {
        "name": "Peter",
        "email": "",
        "parent": "",
        "at": f"2013-10-10T19:20:{number % 60:02}Z",
        "thread": "2",
    }
    said |= {"is_deleted": "false", "is_spam": "false", "is_approved": "true", **fields}
    parent = f'<parent dsq:id="{said["parent"]}"/>' if said["parent"] else ""
    return (
        f'<post dsq:id="{number}"><message>{escape(text)}</message><createdAt>{said["at"]}</createdAt>'
        f"<isDeleted>{said['is_deleted']}</isDeleted><isSpam>{said['is_spam']}</isSpam>"
        f"<isApproved>{said['is_approved']}</isApproved><author><name>{escape(said['name'])}</name>"
        f'<email>{escape(said["email"])}</email></author><thread dsq:id="{said["thread"]}"/>{parent}</post>'
    )


def disqus_file(folder: Path, *posts: str, address: str = OLD, closed: bool = False) -> Path:
    """An export of one thread, number 2."""
    path = folder / "disqus.xml"
    thread = f'<thread dsq:id="2"><link>{escape(address)}</link><isClosed>{str(closed).lower()}</isClosed></thread>'
    head = '<?xml version="1.0"?><disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">'
    path.write_text(head + "".join(posts) + thread + "</disqus>", encoding="utf-8")
    return path


def wordpress_file(folder: Path, *comments: str, item: str = "") -> Path:
    """An export of one item with these comments."""
    path = folder / "wordpress.xml"
    path.write_text(
        '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
        "<wp:base_blog_url>https://www.old.example</wp:base_blog_url>"
        f"<item><link>{OLD}</link><wp:post_id>81</wp:post_id>{item}{''.join(comments)}</item></channel></rss>",
        encoding="utf-8",
    )
    return path


def wordpress_comment(number: int, **fields: str) -> str:
    said = {
        "id": str(number), "author": "Peter", "author_email": "p@old.example", "approved": "1", "type": "",
        "date_gmt": "2013-10-10 19:20:29", "content": "Hello.", "parent": "0", **fields,
    }  # fmt: skip
    told = "".join(f"<wp:comment_{name}>{escape(value)}</wp:comment_{name}>" for name, value in said.items())
    return f"<wp:comment>{told}</wp:comment>"
