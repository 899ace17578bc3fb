"""The words inside a picture's file: XMP, IPTC IIM and Exif, in this order of trust.

Pure. Files come from everywhere, so nothing here raises: what cannot be read is as good as not there.
IPTC Photo Metadata Standard 2023.2; IIM 4.2 for the datasets; ISO 16684-1 for XMP.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from defusedxml.ElementTree import fromstring
from PIL import Image

#: A packet of words longer than this is no packet of words.
LONGEST_PACKET = 1_000_000
LONGEST_WORDS = 20_000

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_IPTC = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_XMP = {
    _PHOTOSHOP + "Headline": "title",
    _DC + "title": "title",
    _DC + "description": "caption",
    _DC + "creator": "creator",
    _DC + "rights": "copyright_notice",
    _PHOTOSHOP + "Credit": "credit",
    _PHOTOSHOP + "Source": "source",
    _RIGHTS + "UsageTerms": "usage_terms",
    _IPTC + "AltTextAccessibility": "alt",
}
_IIM = {
    5: "title",
    105: "title",
    120: "caption",
    80: "creator",
    116: "copyright_notice",
    110: "credit",
    115: "source",
}
_EXIF = {0x010E: "caption", 0x013B: "creator", 0x8298: "copyright_notice"}
#: IIM 1:90, the coded character sets (ISO 2022) that are found in the wild.
_CHARSETS = {b"\x1b%G": "utf-8", b"\x1b%/I": "utf-8", b"\x1b.A": "latin-1", b"\x1b-A": "latin-1"}


@dataclass(frozen=True, slots=True)
class PictureWords:
    """What a picture says of itself; empty where it says nothing. `alt` is for those who do not see it."""

    title: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    creator: str = ""
    source: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""

    def or_else(self, other: PictureWords) -> PictureWords:
        """These words, and where one is empty, the other's."""
        names = [field.name for field in fields(self)]
        return PictureWords(**{name: getattr(self, name) or getattr(other, name) for name in names})


def words_in(data: bytes) -> PictureWords:
    """The words in a picture's bytes, whatever those are."""
    try:
        with Image.open(BytesIO(data)) as image:
            return words_of(image)
    except Exception:  # noqa: BLE001 - Pillow's readers raise nearly everything on hostile bytes
        return PictureWords()


def words_of(image: Image.Image) -> PictureWords:
    """The words in an opened picture; only its header is read."""
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    resources = image.info.get("photoshop")
    records = resources.get(0x0404, b"") if isinstance(resources, dict) else b""
    found = from_xmp(packet).or_else(from_iim(records if isinstance(records, bytes) else b""))
    return found.or_else(_from_exif(image))


def from_xmp(packet: bytes | str) -> PictureWords:
    """Read an XMP packet. A language alternative gives its default, else its first text."""
    if not isinstance(packet, bytes | str) or not packet or len(packet) > LONGEST_PACKET:
        return PictureWords()
    try:
        root = fromstring(
            packet.strip(b"\x00 \r\n\t") if isinstance(packet, bytes) else packet.strip("\x00 \r\n\t")
        )
    except Exception:  # noqa: BLE001 - expat, encodings and defusedxml each have errors of their own
        return PictureWords()
    found: dict[str, str] = {}
    for description in root.iter(_RDF + "Description"):
        for name, text in _properties(description):
            if name in _XMP and _tidy(text):
                found.setdefault(_XMP[name], _tidy(text))
    return PictureWords(**found)


def _properties(description: Element) -> Iterator[tuple[str, str]]:
    yield from description.attrib.items()
    for child in description:
        items = [(item.get(_LANG, ""), "".join(item.itertext())) for item in child.iter(_RDF + "li")]
        if not items:
            yield child.tag, "".join(child.itertext())
        elif child.tag == _DC + "creator":
            yield child.tag, ", ".join(filter(None, (_tidy(text) for _language, text in items)))
        else:
            yield child.tag, dict(reversed(items)).get("x-default") or items[0][1]


def from_iim(records: bytes) -> PictureWords:
    """Read IIM datasets: 0x1C, record, dataset, length, value. Reading stops where they make no sense."""
    datasets = list(_datasets(records[:LONGEST_PACKET]))
    charset = next(
        (_CHARSETS.get(value, "") for record, number, value in datasets if (record, number) == (1, 90)), ""
    )
    found: dict[str, str] = {}
    for record, number, value in datasets:
        name = _IIM.get(number) if record == 2 else None
        text = _decoded(value, charset) if name else ""
        if name == "creator" and text and name in found:
            found[name] = f"{found[name]}, {text}"
        elif name and text and (number == 105 or name not in found):  # the headline beats the object's name
            found[name] = text
    return PictureWords(**{name: text[:LONGEST_WORDS] for name, text in found.items()})


def _datasets(records: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 5 <= len(records) and records[at] == 0x1C:
        record, number, length = (
            records[at + 1],
            records[at + 2],
            int.from_bytes(records[at + 3 : at + 5], "big"),
        )
        at += 5
        if length & 0x8000:  # an extended dataset: these are the bytes of its length
            width = length & 0x7FFF
            length = int.from_bytes(records[at : at + width], "big") if width <= 4 else len(records)
            at += width
        if at + length > len(records):
            return
        yield record, number, records[at : at + length]
        at += length


def _decoded(value: bytes, charset: str) -> str:
    for name in filter(None, (charset, "utf-8")):
        try:
            return _tidy(value.decode(name))
        except UnicodeDecodeError:
            continue
    return _tidy(value.decode("latin-1"))


def _from_exif(image: Image.Image) -> PictureWords:
    try:
        exif = image.getexif()
        said = {name: exif.get(tag) for tag, name in _EXIF.items()}
    except Exception:  # noqa: BLE001 - a broken Exif block is as good as none
        return PictureWords()
    return PictureWords(**{name: _exif_text(value) for name, value in said.items()})


def _exif_text(value: Any) -> str:
    if isinstance(value, bytes):
        return _decoded(value, "")
    if not isinstance(value, str):
        return ""
    try:  # Pillow reads Exif as Latin-1, cameras and agencies write UTF-8
        return _tidy(value.encode("latin-1").decode("utf-8"))
    except UnicodeError:
        return _tidy(value)


def _tidy(text: str) -> str:
    """Without control characters, which no database and no page wants."""
    kept = "".join(char for char in text if char in "\n\t" or (char >= " " and not "\x7f" <= char <= "\x9f"))
    return kept.encode("utf-8", "ignore").decode().strip()[:LONGEST_WORDS]


def packet_of(words: PictureWords) -> bytes:
    """An XMP packet that carries the rights of a picture on with its renditions."""
    lines = [
        f"<dc:creator><rdf:Seq><rdf:li>{escape(words.creator)}</rdf:li></rdf:Seq></dc:creator>"
        if words.creator
        else "",
        _alternative("dc:rights", words.copyright_notice),
        _alternative("xmpRights:UsageTerms", words.usage_terms),
        f"<photoshop:Credit>{escape(words.credit)}</photoshop:Credit>" if words.credit else "",
        f"<photoshop:Source>{escape(words.source)}</photoshop:Source>" if words.source else "",
    ]
    inside = "".join(lines)
    text = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{_RDF[1:-1]}"><rdf:Description rdf:about="" xmlns:dc="{_DC[1:-1]}" '
        f'xmlns:photoshop="{_PHOTOSHOP[1:-1]}" xmlns:xmpRights="{_RIGHTS[1:-1]}">{inside}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
    return text.encode()


def _alternative(name: str, text: str) -> str:
    if not text:
        return ""
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></{name}>'
