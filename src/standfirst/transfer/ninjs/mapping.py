"""A `WireStory` → what the newsroom keeps. The lists below say what is believed first; the first that is there wins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from standfirst.newsroom.pictures.metadata import PictureWords

from .blocks import PicturePlace, WireBlock, bare, text_of, without_repeats
from .bylines import people_ending, people_in
from .errors import WireError
from .html import blocks_of_html, plain_text
from .plain import blocks_of_text
from .reading import Said, WirePicture, WireStory

#: Roles of bodies. TT's "richhtml5" is its "html5" with the pictures where they belong.
BODY_ROLES = ("richhtml5", "html5", "xhtml", "html", "body", "")
STANDFIRST_ROLES = (
    "standfirst", "subheadline", "subhead", "subtitle", "deck", "dek", "kicker", "ingress", "preamble", "vorspann",
    "intro", "lead",
)  # fmt: skip
ABSTRACT_ROLES = ("abstract", "summary", "teaser", "shortdescription", "description", "")
CAPTION_ROLES = ("caption", "", "text", "description", "abstract", "summary")
CREDIT_ROLES = ("creditline", "credit", "byline")
ALT_ROLES = ("alt", "alttext", "alternativetext", "alternatetext", "accessibility", "alttextaccessibility")
#: What a subject says of itself when it names the part of the paper, not what the story is about.
SECTION_RELATIONS = frozenset({"section", "category", "desk", "department", "ressort"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SHORTEST_REPEAT = 40


@dataclass(frozen=True, slots=True)
class StoryFields:
    """A story in the newsroom's words; pictures are still places."""

    headline: str
    label: str
    standfirst: str
    authors: tuple[str, ...]
    blocks: tuple[WireBlock, ...]
    section: str
    subjects: tuple[str, ...]
    language: str
    source: str
    copyright_notice: str
    usage_terms: str
    desk_note: str
    first_published: datetime | None


def fields_of(story: WireStory) -> StoryFields:
    """Raises WireError when there is no headline or nothing to print."""
    headline = _headline(story)
    blocks = body_of(story, headline=headline)
    standfirst = _standfirst(story, blocks)
    by = "" if bare(story.by) in {bare(story.source), bare(story.copyright_holder)} else story.by
    besides = (story.source, story.copyright_holder)
    hinted = [subject.name for subject in story.subjects if subject.rel in SECTION_RELATIONS]
    return StoryFields(
        headline=shortened(headline, 255),
        label=next((genre for genre in story.genres if len(genre) <= 40), ""),
        standfirst=standfirst,
        authors=people_in(by, besides=besides) or people_ending(standfirst),
        blocks=tuple(blocks),
        section=hinted[0] if hinted else "",
        subjects=tuple(
            dict.fromkeys(subject.name for subject in story.subjects if subject.name not in hinted)
        ),
        language=language_of(story.language),
        source=shortened(story.source or story.copyright_holder, 120),
        copyright_notice=shortened(_copyright(story.copyright_notice, story.copyright_holder), 500),
        usage_terms=story.usage_terms,
        desk_note=story.editors_note,
        first_published=story.first_created or story.version_created,
    )


def words_of(picture: WirePicture, place: PicturePlace) -> PictureWords:
    """A picture's words: its own, else those that the body has for it. The caption is not said twice."""
    credit = _described(picture.descriptions, CREDIT_ROLES) or picture.credit or place.credit or picture.by
    credit = credit or picture.source or picture.copyright_holder
    if credit.startswith("(") and credit.endswith(")"):
        credit = credit[1:-1]  # the page prints them
    caption = _described(picture.descriptions, CAPTION_ROLES) or place.caption
    caption = caption.removesuffix(f"({credit})").strip() if credit else caption
    alt = _described(picture.descriptions, ALT_ROLES) or picture.alt or place.alt
    return PictureWords(
        title=picture.headline or picture.name or shortened(caption, 80),
        alt="" if bare(alt) == bare(caption) else alt,
        caption=caption,
        credit=credit,
        creator=picture.by,
        source=picture.source,
        copyright_notice=_copyright(picture.copyright_notice, picture.copyright_holder),
        usage_terms=picture.usage_terms,
    )


def body_of(story: WireStory, *, headline: str) -> list[WireBlock]:
    """The best body there is: the richest HTML, else plain text. Dialects of XML are not read."""
    readable = [body for body in story.bodies if body.is_html or _is_plain(body)]
    if not readable:
        held = f"none of {len(story.bodies)} is HTML or plain text" if story.bodies else "is missing"
        raise WireError("bodies", f"{held}: there is nothing to print")
    body = min(readable, key=_rank)
    found = (
        blocks_of_html(body.value, place=body.place)
        if body.is_html
        else blocks_of_text(body.value, headline=headline)
    )
    kept = without_repeats(found, headline=headline, by=story.by)
    if not any(map(text_of, kept)):
        raise WireError(body.place, "holds no words besides headline and byline: there is nothing to print")
    return kept


def language_of(text: str) -> str:
    """A BCP 47 tag that has room, or nothing."""
    tag = text.replace("_", "-")
    return tag if len(tag) <= 16 and _LANGUAGE.fullmatch(tag) else ""


def shortened(text: str, most: int) -> str:
    """Cut between words, with an ellipsis."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    return (kept.rpartition(" ")[0] or kept) + "…"


def _rank(body: Said) -> tuple[bool, int]:
    role = bare(body.role)
    return not body.is_html, BODY_ROLES.index(role) if role in BODY_ROLES else len(BODY_ROLES)


def _is_plain(body: Said) -> bool:
    if body.content_type:
        return body.content_type.startswith("text/plain")
    return not body.value.lstrip().startswith("<")


def _headline(story: WireStory) -> str:
    chosen = next((said for said in story.headlines if said.role == "main"), None)
    chosen = chosen or next(iter(story.headlines), None)
    headline = _one_line(chosen) if chosen else ""
    if not headline:
        raise WireError("headlines", "is missing: a story needs a headline")
    return headline


def _standfirst(story: WireStory, blocks: list[WireBlock]) -> str:
    """A description that says it is one, else an abstract; not one that only repeats how the story begins."""
    said = _described((*story.descriptions, *story.headlines), STANDFIRST_ROLES)
    if said:
        return said
    abstract = _described(story.descriptions, ABSTRACT_ROLES)
    begins = bare(" ".join(map(text_of, blocks[:6])))
    words = bare(abstract)
    opening = words[: max(_SHORTEST_REPEAT, len(words) // 2)]
    return "" if begins.startswith(opening) else abstract


def _described(descriptions: tuple[Said, ...], roles: tuple[str, ...]) -> str:
    for role in roles:
        for said in descriptions:
            if bare(said.role) == role:
                return _one_line(said)
    return ""


def _one_line(said: Said) -> str:
    return plain_text(said.value) if said.is_html else " ".join(said.value.split())


def _copyright(notice: str, holder: str) -> str:
    return notice or (f"© {holder}" if holder else "")
