"""Exceptions from the static gate, each with its reason; a dated one is to be taken off the list soon."""

from __future__ import annotations

#: "path" or "path::function" → (since, why).
OVER_BUDGET: dict[str, tuple[str, str]] = {
    "benchmarks/table.py::ratio_row": (
        "2026-11-21",
        "one row of the table of figures: its cells are its arguments",
    ),
}

#: Modules that may call a text safe, and why it is.
MARK_SAFE: dict[str, str] = {
    "src/standfirst/newsroom/stories/reading.py": "link_byline joins parts that are escaped already",
    "src/standfirst/newsroom/stories/standing.py": "the text of a standing page, cleaned with nh3",
    "src/standfirst/notices/templatetags/letters.py": "styles of our own, written in notices/mail/looks.py",
    "src/standfirst/syndication/templatetags/syndication.py": "JSON in a data block, every < > & escaped by as_script",
    "src/standfirst/web/templatetags/pages.py": "the text of a standing page, cleaned with nh3",
}

#: Templates that may print without escaping, and why that is safe.
SAFE_FILTER: dict[str, str] = {
    "src/standfirst/web/templates/parts/body.html": "body.py cleans every paragraph and item with nh3",
    **dict.fromkeys(
        (
            "src/standfirst/forum/templates/forum/desk/appeals.html",
            "src/standfirst/forum/templates/forum/desk/comment.html",
            "src/standfirst/forum/templates/forum/desk/queue.html",
            "src/standfirst/forum/templates/forum/desk/thread.html",
            "src/standfirst/forum/templates/forum/part_comment.html",
            "src/standfirst/forum/templates/forum/part_comment_in_list.html",
            "src/standfirst/web/templates/account/decision.html",
            "src/standfirst/web/templates/claim.html",
            "src/standfirst/web/templates/own_comments.html",
            "src/standfirst/web/templates/parts/quoted_comment.html",
        ),
        "forum/text.py makes a comment's HTML from Markdown's small subset and nh3",
    ),
}

#: Who may open which door to a body: a module, or a folder with a slash at its end.
DOORS: dict[str, tuple[str, ...]] = {
    "blocks_for_answer": ("src/standfirst/newsroom/stories/reading.py",),
    "blocks_for_newsroom": ("src/standfirst/newsroom/",),
    "write_body": ("src/standfirst/newsroom/", "src/standfirst/transfer/"),
}

#: Names whose `.body` is no article's: requests, answers, words of a notice.
OTHER_BODIES = {"request", "response", "answer", "words", "message", "letter"}

#: The frame of every page. A personal page of any floor is put into it by its contract's name.
FRAME = "base.html"
