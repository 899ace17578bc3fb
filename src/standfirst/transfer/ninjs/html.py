"""Any HTML → blocks. Nothing of it is kept raw: text, links, emphasis, and what a body is made of.

A blockquote is a pull quote, except in the Nordic agencies' markup (`div.bodytext`): there it is a spoken line of the
running text, which in their plain text starts with a dash. It becomes a paragraph with that dash, so it is read in its
place and counts at the wall.
"""

from __future__ import annotations

import re
import warnings
from html import escape
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, ParserRejectedMarkup, Tag, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PreformattedString

from standfirst.newsroom.stories.cut import Heading, ListBlock, Paragraph, Quote

from .blocks import PicturePlace, WireBlock
from .errors import WireError

warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)

_DROPPED = frozenset(
    "applet audio base button canvas datalist embed form frame frameset head iframe input link map math meta noembed "
    "noframes noscript object option param script select source style svg template textarea title track video".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer h1 "
    "h2 h3 h4 h5 h6 header hgroup hr html img li main menu nav ol p pre section summary table tbody td tfoot th thead "
    "tr ul".split()
)
_EMPHASIS = {"b": "b", "strong": "strong", "i": "i", "em": "em"}
#: Taken by themselves, also where a missing end tag puts one inside the other.
_ITEMS = frozenset({"ul", "ol", "li", "tr", "td", "th"})
_REFERENCES = ("data-assoc-ref", "data-association")
#: Lines that say what the page says itself: TT's vignette and source.
_FURNITURE = frozenset({"dat", "vignette"})
_SPACES = re.compile(r"[ \t\r\n\f]+")
_EDGES = re.compile(r"^(?:\s|<br>)+|(?:\s|<br>)+$")
_ATTRIBUTES = re.compile(r"<[^>]*>")
#: Deeper than any story. Below it only the text is taken.
DEEPEST = 60


def blocks_of_html(html: str, *, place: str = "") -> list[WireBlock]:
    """Parse HTML into blocks. Raises WireError for what no parser takes."""
    try:
        soup = (
            BeautifulSoup(html, "html.parser")
            if "<" in html
            else BeautifulSoup(f"<p>{html}</p>", "html.parser")
        )
    except (ParserRejectedMarkup, AssertionError, ValueError, RecursionError) as error:
        raise WireError(place, f"cannot be read as HTML: {str(error)[:120]}") from None
    builder = _Builder(spoken=soup.find("div", class_="bodytext") is not None)
    builder.walk(soup, depth=0)
    builder.end_paragraph()
    return builder.blocks


def plain_text(html: str) -> str:
    """The words of a piece of HTML in one line."""
    soup = BeautifulSoup(html if "<" in html else f"<p>{html}</p>", "html.parser")
    return _squeeze(" ".join(str(text) for text in soup.find_all(string=True) if _is_text(text)))


class _Builder:
    """Walks a tree and keeps what it has found: finished blocks, and the inline run of the paragraph it is in."""

    def __init__(self, *, spoken: bool) -> None:
        self.blocks: list[WireBlock] = []
        self.spoken = spoken
        self._run: list[str] = []

    def walk(self, node: Tag, *, depth: int) -> None:
        for child in node.children:
            if isinstance(child, Tag):
                self._tag(child, depth + 1)
            elif _is_text(child):
                self._run.append(escape(str(child), quote=False))

    def end_paragraph(self) -> None:
        html = _tidy("".join(self._run))
        self._run.clear()
        if html:
            self.blocks.append(Paragraph(html))

    def _tag(self, tag: Tag, depth: int) -> None:
        if tag.name in _DROPPED or (_classes(tag) & _FURNITURE and tag.name in {"div", "span", "p"}):
            return
        if depth > DEEPEST:
            self._run.append(escape(_text(tag), quote=False))
            return
        if any(reference in tag.attrs for reference in _REFERENCES) or tag.name in {"figure", "img"}:
            self._picture(tag, depth)
        elif tag.name == "br":
            self._line_break()
        elif tag.name not in _BLOCKS and tag.find(_is_block) is None:
            self._run.append(_inline(tag, depth))
        elif tag.name not in _BLOCKS:  # emphasis or a link round whole blocks
            self.walk(tag, depth=depth)
        else:
            self.end_paragraph()
            self._block(tag, depth)
            self.end_paragraph()

    def _block(self, tag: Tag, depth: int) -> None:
        match tag.name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                if tag.find(["img", "figure"]) is not None:
                    self.walk(tag, depth=depth)
                elif text := _text(tag):
                    self.blocks.append(Heading(text))
            case "blockquote":
                self._quote(tag)
            case "ul" | "ol" | "menu" | "dir":
                items = tuple(filter(None, (_flat(item) for item in tag.find_all("li"))))
                if items:
                    self.blocks.append(ListBlock(items, ordered=tag.name == "ol"))
            case "table":
                self._table(tag)
            case "pre":
                self._run.append(
                    "<br>".join(escape(line, quote=False) for line in tag.get_text().splitlines())
                )
            case "hr" | "nav":
                pass
            case _:
                self.walk(tag, depth=depth)

    def _line_break(self) -> None:
        """One break is a break; two are how old systems end a paragraph."""
        while self._run and not self._run[-1].strip():
            self._run.pop()
        if self._run and self._run[-1] == "<br>":
            self.end_paragraph()
        else:
            self._run.append("<br>")

    def _quote(self, tag: Tag) -> None:
        speaker = ""
        for source in tag.find_all(["cite", "footer"]):
            speaker = speaker or _text(source).lstrip("–—- ")
            source.extract()
        text = _text(tag)
        if self.spoken and text and not speaker:
            dashed = text if text[0] in "–—-”»«„“\"'" else f"– {text}"
            self.blocks.append(Paragraph(escape(dashed, quote=False)))
        elif text:
            self.blocks.append(Quote(text, speaker))

    def _table(self, tag: Tag) -> None:
        rows = (
            " · ".join(filter(None, (_flat(cell) for cell in row.find_all(["td", "th"]))))
            for row in tag.find_all("tr")
        )
        items = tuple(filter(None, rows))
        if items:
            self.blocks.append(ListBlock(items))

    def _picture(self, tag: Tag, depth: int) -> None:
        self.end_paragraph()
        image = tag if tag.name == "img" else tag.find("img")
        if tag.name == "figure" and image is None and not any(name in tag.attrs for name in _REFERENCES):
            self.walk(tag, depth=depth)  # a figure round a table or a quotation
            return
        said = [
            _attribute(node, name)
            for node in (tag, image)
            if node
            for name in (*_REFERENCES, "data-uri", "src")
        ]
        caption = tag.find("figcaption")
        byline = tag.find(class_="byline")
        if caption is not None and byline is not None and byline in caption.descendants:
            byline.extract()
        self.blocks.append(
            PicturePlace(
                names=tuple(dict.fromkeys(filter(None, said))),
                alt=_squeeze(_attribute(image, "alt")) if image else "",
                caption=_text(caption) if caption is not None else "",
                credit=_text(byline) if byline is not None else "",
            )
        )


def _inline(tag: Tag, depth: int) -> str:
    """The HTML of an inline element: links and emphasis stay, all else leaves its words."""
    if tag.name in _DROPPED:
        return ""
    if tag.name == "br":
        return "<br>"
    if depth > DEEPEST:
        return escape(_text(tag), quote=False)
    inner = "".join(
        _inline(child, depth + 1) if isinstance(child, Tag) else escape(str(child), quote=False)
        for child in tag.children
        if isinstance(child, Tag) or _is_text(child)
    )
    if not inner.strip():
        return inner
    if tag.name in _EMPHASIS:
        return f"<{tag.name}>{inner}</{tag.name}>"
    if tag.name == "a" and (href := _attribute(tag, "href")) and _may_link(href) and "<a " not in inner:
        return f'<a href="{escape(href)}">{inner}</a>'
    return inner


def _flat(tag: Tag) -> str:
    """The inline HTML of a list item or a cell; blocks inside it become lines, nested lists their own items."""
    parts: list[str] = []
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name in _ITEMS or child.name in _DROPPED:
                continue
            if child.name in _BLOCKS:
                parts.append(f"<br>{escape(_text(child), quote=False)}<br>")
            else:
                parts.append(
                    _inline(child, 1) if child.find(_is_block) is None else escape(_text(child), quote=False)
                )
        elif _is_text(child):
            parts.append(escape(str(child), quote=False))
    return re.sub(r"(?:<br>\s*)+", "<br>", _tidy("".join(parts)))


def _may_link(href: str) -> bool:
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return (parts.scheme in {"http", "https"} and bool(parts.netloc)) or (
        parts.scheme == "mailto" and bool(parts.path)
    )


def _is_block(tag: Tag) -> bool:
    return tag.name in _BLOCKS


def _is_text(node: object) -> bool:
    """Text that is read: no comment, declaration or CDATA."""
    return isinstance(node, NavigableString) and not isinstance(node, PreformattedString)


def _classes(tag: Tag) -> set[str]:
    found: object = tag.get("class") or ""
    return set(found if isinstance(found, list) else str(found).split())


def _attribute(tag: Tag | None, name: str) -> str:
    found = tag.get(name) if tag is not None else None
    return " ".join(found) if isinstance(found, list) else str(found or "").strip()


def _text(tag: Tag) -> str:
    dropped = {id(inner) for hidden in tag.find_all(_DROPPED) for inner in hidden.descendants}
    texts = (node for node in tag.descendants if _is_text(node) and id(node) not in dropped)
    return _squeeze(
        " ".join(map(str, texts)) if tag.find(_is_block) is not None else "".join(map(str, texts))
    )


def _squeeze(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _tidy(html: str) -> str:
    """Spaces made single, breaks at the edges taken away; "" when no words are left."""
    tidy = _EDGES.sub("", _SPACES.sub(" ", html).replace(" <br>", "<br>").replace("<br> ", "<br>"))
    return tidy if _ATTRIBUTES.sub("", tidy).strip() else ""
