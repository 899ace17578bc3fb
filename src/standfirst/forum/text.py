"""From what a reader typed to what others see. Pure: no Django, no database.

Markdown's small subset (paragraph, emphasis, quote, list, link), then nh3. Text is cleaned of what could turn
the page round or grow out of its line: bidirectional overrides, control characters, towers of marks.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from html import unescape

import nh3
from markdown_it import MarkdownIt

ALLOWED_TAGS = {"p", "br", "em", "strong", "blockquote", "ul", "ol", "li", "a"}
MOST_MARKS = 4  # combining marks on one letter; living scripts need three
_DEEPEST_MARKERS = 6  # quote or list markers at the beginning of one line

# Explicit embeddings, overrides and isolates; marks (LRM, RLM, ALM) are harmless and needed.
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CONTROL = "".join(chr(n) for n in (*range(32), *range(127, 160)) if chr(n) not in "\n\t")
_DROPPED = str.maketrans("", "", _BIDI + _CONTROL + "\ufeff\u2028\u2029")
_MARKER = r"(?:[ \t]{0,8}(?:>|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])))"
_DEEP_LINE = re.compile(rf"^({_MARKER}{{{_DEEPEST_MARKERS}}}){_MARKER}+", re.MULTILINE)
_DEEP_INDENT = re.compile(r"^[ \t]{24,}", re.MULTILINE)
#: Letters by their category that nobody sees: fillers of Hangul and Braille's empty cell.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_MANY_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*){2,}")
# As Markdown writes them, wherever they lead ("//a.example" and "https:a.example" leave us, too), and bare ones.
_LINK = re.compile(r"\]\([^\s)]*|(?:https?:|www\.)\S", re.IGNORECASE)

#: Text without a letter or sign that is looked at twice.
_PLAIN = re.compile(r"[\t\n -~]*")
#: Plain words, as most comments are: lines that begin with a letter and hold no sign that means anything in Markdown
#: or HTML. What Markdown makes of them needs no Markdown.
_LINE = r"[A-Za-z](?:[A-Za-z0-9 ,.;?'\"()%/-]*[A-Za-z0-9,.;?'\"()%/-])?"
_PROSE = re.compile(rf"{_LINE}(?:\n\n?{_LINE})*")

_SUBSET = "blockquote list emphasis balance_pairs fragments_join link autolink newline escape entity"
_MARKDOWN = MarkdownIt("zero", {"breaks": True, "html": False, "maxNesting": 80}).enable(_SUBSET.split())


def clean(text: str) -> str:
    """The text as it may be kept: well-formed Unicode (NFC), without what plays tricks; lines end in \\n.

    Of a text in which there is nothing to see, nothing is left.
    """
    if _PLAIN.fullmatch(text):  # nothing in it can play a trick, and whatever is no space is seen
        return _MANY_BLANK.sub("\n\n", text).strip()
    sound = text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    sound = unicodedata.normalize("NFC", sound.translate(_DROPPED))
    kept = _MANY_BLANK.sub("\n\n", _without_towers(sound)).strip()
    return kept if any(map(_is_seen, kept)) else ""


def _is_seen(letter: str) -> bool:
    unseen = {"Mn", "Me", "Cf", "Cn", "Co", "Zs", "Zl", "Zp", "Cc"}
    return letter not in _BLANK and unicodedata.category(letter) not in unseen


def _without_towers(text: str) -> str:
    """At most so many marks on one letter. What is invisible between two marks does not part them."""
    kept: list[str] = []
    marks = 0
    for letter in text:
        kind = unicodedata.category(letter)
        if kind in {"Mn", "Me"}:
            marks += 1
            if marks > MOST_MARKS:
                continue
        elif kind != "Cf":
            marks = 0
        kept.append(letter)
    return "".join(kept)


def to_html(text: str) -> str:
    """HTML with `ALLOWED_TAGS` and nothing else, whatever the text is. Links are followed by people only."""
    cleaned = clean(text)
    if _PROSE.fullmatch(cleaned):
        paragraphs = (part.replace("\n", "<br>\n") for part in cleaned.split("\n\n"))
        return "\n".join(f"<p>{part}</p>" for part in paragraphs)
    return _from_markdown(cleaned)


def _from_markdown(cleaned: str) -> str:
    shallow = _DEEP_INDENT.sub(" " * 24, _DEEP_LINE.sub(r"\1 ", cleaned))
    return nh3.clean(
        _MARKDOWN.render(shallow),
        tags=ALLOWED_TAGS,
        attributes={"*": set(), "a": {"href"}},  # without "*" a title would stay
        url_schemes={"http", "https"},
        link_rel="nofollow ugc noopener noreferrer",
    ).strip()


def count_links(text: str) -> int:
    return len(_LINK.findall(unescape(text)))


def fingerprint(text: str) -> str:
    """The same for texts that differ only in case, spacing and invisible letters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if folded.isascii():
        return sha256("".join(folded.split()).encode()).hexdigest()[:32]
    said = "".join(
        letter for letter in folded if not letter.isspace() and unicodedata.category(letter) != "Cf"
    )
    return sha256(said.encode("utf-8", "replace")).hexdigest()[:32]
