"""A file from the wire → a `WireStory`. Nothing is decided here and nothing is written."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime

from .errors import WireError
from .items import Item, kind_of

LARGEST = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Said:
    """A headline, description or body: what it is for, how it is written, and where it stands in the file."""

    role: str
    value: str
    content_type: str
    place: str

    @property
    def is_html(self) -> bool:
        return "html" in self.content_type or (not self.content_type and "html" in self.role)


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file of a picture."""

    href: str
    name: str
    content_type: str
    width: int
    bytes: int
    place: str


@dataclass(frozen=True, slots=True)
class WirePicture:
    """A picture that a story brings along, or a picture sent by itself."""

    name: str
    uri: str
    headline: str
    by: str
    alt: str
    credit: str
    descriptions: tuple[Said, ...]
    source: str
    copyright_holder: str
    copyright_notice: str
    usage_terms: str
    renditions: tuple[Rendition, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a story is about; `rel` says how, when the agency does."""

    name: str
    rel: str


@dataclass(frozen=True, slots=True)
class WireStory:
    """Everything that the newsroom can use of one file."""

    uri: str
    version: str
    kind: str
    status: str
    first_created: datetime | None
    version_created: datetime | None
    embargoed: datetime | None
    expires: datetime | None
    language: str
    headlines: tuple[Said, ...]
    descriptions: tuple[Said, ...]
    bodies: tuple[Said, ...]
    by: str
    genres: tuple[str, ...]
    subjects: tuple[Subject, ...]
    source: str
    copyright_holder: str
    copyright_notice: str
    usage_terms: str
    editors_note: str
    pictures: tuple[WirePicture, ...]
    itself: WirePicture


def read_story(content: bytes) -> WireStory:
    """Read a whole file. Raises WireError with place and reason."""
    if len(content) > LARGEST:
        raise WireError("", f"is larger than {LARGEST // (1024 * 1024)} MB")
    try:
        value = json.loads(content)
    except RecursionError:
        raise WireError("", "is nested too deeply to be a story") from None
    except json.JSONDecodeError as error:
        raise WireError(f"line {error.lineno}, column {error.colno}", f"is no JSON: {error.msg}") from None
    except ValueError as error:  # not UTF-8; a number of thousands of digits
        raise WireError("", f"is no JSON: {str(error)[:120]}") from None
    if not isinstance(value, dict):
        raise WireError("", f"is {kind_of(value)}, not an object")
    return story_of(Item.of(value))


def story_of(item: Item) -> WireStory:
    if not (uri := item.text("uri")):
        raise WireError("uri", "is missing: a story needs its identifier")
    if len(uri) > 512:
        raise WireError("uri", "is longer than 512 characters")
    version_created = item.instant("versionCreated")
    version = item.text_or_number("version") or (version_created.isoformat() if version_created else "")
    if len(version) > 64:
        raise WireError("version", "is longer than 64 characters")
    return WireStory(
        uri=uri,
        version=version,
        kind=item.text("type").lower(),
        status=item.text("pubStatus").lower() or "usable",
        first_created=item.instant("firstCreated"),
        version_created=version_created,
        embargoed=item.instant("embargoed"),
        expires=item.instant("expires"),
        language=item.text("language"),
        headlines=_said(item, "headlines", old=(("headline", "main", "text/plain"),)),
        descriptions=_descriptions(item),
        bodies=_said(
            item, "bodies", old=(("body_html", "html", "text/html"), ("body_text", "text", "text/plain"))
        ),
        by=item.text("by", "byline"),
        genres=_names(item, "genres", "genre"),
        subjects=tuple(
            Subject(name, inner.text("rel", "role").lower())
            for inner in item.items("subjects", "subject")
            if (name := inner.text("name"))
        ),
        source=_source(item),
        copyright_holder=item.text("copyrightHolder"),
        copyright_notice=item.text("copyrightNotice"),
        usage_terms=item.text("usageTerms"),
        editors_note=item.text("edNote"),
        pictures=tuple(picture_of(inner) for inner in item.items("associations") if _is_picture(inner)),
        itself=picture_of(item),
    )


def picture_of(item: Item) -> WirePicture:
    headlines = _said(item, "headlines", old=(("headline", "main", "text/plain"),))
    return WirePicture(
        name=item.text("name"),
        uri=item.text("uri"),
        headline=headlines[0].value if headlines else item.text("title"),
        by=item.text("by", "byline"),
        alt=item.text("altText", "alternativeText", "alt"),
        credit=item.text("creditLine", "credit"),
        descriptions=_descriptions(item),
        source=_source(item),
        copyright_holder=item.text("copyrightHolder"),
        copyright_notice=item.text("copyrightNotice"),
        usage_terms=item.text("usageTerms"),
        renditions=tuple(map(_rendition, item.items("renditions"))),
        place=item.place,
    )


def _role(text: str) -> str:
    """The role's own name: "drol:caption" and "http://cv.iptc.org/newscodes/descriptionrole/caption" are "caption"."""
    return re.split("[:/#]", text.rstrip("/").lower())[-1]


def _is_picture(item: Item) -> bool:
    kind = item.text("type").lower()
    return kind in {"picture", "graphic"} or (not kind and item.value("renditions")[1] is not None)


def _rendition(item: Item) -> Rendition:
    if "\0" in str(item.value("href")[1]):
        raise WireError(item.at("href"), "holds a NUL, which no file's name may")
    return Rendition(
        href=item.text("href"),
        name=f"{item.text('name')} {item.text('title')}".strip(),
        content_type=item.text("contentType", "mimetype").lower(),
        width=item.size("width"),
        bytes=item.size("sizeInBytes"),
        place=item.place,
    )


def _descriptions(item: Item) -> tuple[Said, ...]:
    return _said(
        item,
        "descriptions",
        old=(("description_text", "", "text/plain"), ("description_html", "", "text/html")),
    )


def _said(item: Item, name: str, *, old: tuple[tuple[str, str, str], ...]) -> tuple[Said, ...]:
    """The texts of a list, and those that ninjs 1.x keeps as plain properties (`old`: name, role, content type)."""
    listed = [
        Said(
            _role(inner.text("role")),
            inner.text("value"),
            inner.text("contentType").lower(),
            inner.at("value"),
        )
        for inner in item.items(name)
    ]
    plain = [Said(role, item.text(key), kind, item.at(key)) for key, role, kind in old]
    return tuple(said for said in (*listed, *plain) if said.value)


def _names(item: Item, *names: str) -> tuple[str, ...]:
    return tuple(filter(None, (inner.text("name") for inner in item.items(*names))))


def _source(item: Item) -> str:
    return ", ".join(_names(item, "infoSources", "infosource") or _names(item, "providers"))
