"""What a picture's file says of itself."""

import struct

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from standfirst.newsroom.pictures.metadata import (
    PictureWords,
    from_iim,
    from_xmp,
    packet_of,
    words_in,
)
from standfirst.newsroom.pictures.testing import picture_bytes

UTF8 = (1, 90, b"\x1b%G")


def iim(*datasets):
    return b"".join(
        struct.pack(">BBBH", 0x1C, record, number, len(value)) + value for record, number, value in datasets
    )


def jpeg_with_iim(records):
    """The records where agencies put them: in an APP13 segment, as Photoshop's resource 0x0404."""
    padded = records + b"\0" * (len(records) % 2)
    resource = b"Photoshop 3.0\x008BIM" + struct.pack(">HHI", 0x0404, 0, len(records)) + padded
    data = picture_bytes(40, 30)
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(resource) + 2) + resource + data[2:]


def xmp(inside, attributes=""):
    return f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
      xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
      <rdf:Description rdf:about="" {attributes}>{inside}</rdf:Description></rdf:RDF></x:xmpmeta>"""


def test_caption_credit_and_creator_are_read_from_an_agencys_jpeg():
    records = iim(
        (2, 120, b"The ferry leaves."), (2, 110, b"PA via Reuters"), (2, 80, b"Jo Field"), (2, 116, b"(c) PA")
    )
    assert words_in(jpeg_with_iim(records)) == PictureWords(
        caption="The ferry leaves.", credit="PA via Reuters", creator="Jo Field", copyright_notice="(c) PA"
    )


def test_the_files_own_charset_is_believed():
    assert from_iim(iim(UTF8, (2, 120, "Fähre".encode()))).caption == "Fähre"
    assert from_iim(iim((1, 90, b"\x1b.A"), (2, 120, "Fähre".encode("latin-1")))).caption == "Fähre"


def test_without_a_charset_it_is_utf_8_where_that_can_be_else_latin_1():
    assert from_iim(iim((2, 120, "Fähre".encode()))).caption == "Fähre"
    assert from_iim(iim((2, 120, "Fähre".encode("latin-1")))).caption == "Fähre"


def test_the_headline_beats_the_objects_name():
    assert from_iim(iim((2, 105, b"Ferry leaves"), (2, 5, b"FERRY-1"))).title == "Ferry leaves"
    assert from_iim(iim((2, 5, b"FERRY-1"), (2, 105, b"Ferry leaves"))).title == "Ferry leaves"


def test_a_record_cut_off_in_the_middle_gives_what_stands_before():
    records = iim((2, 110, b"PA"), (2, 120, b"The ferry leaves."))
    assert from_iim(records[:-5]) == PictureWords(credit="PA")


def test_xmp_gives_the_alternative_text_and_the_default_language():
    found = from_xmp(xmp(
        '<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="de">Fähre</rdf:li>'
        '<rdf:li xml:lang="x-default">A ferry</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>'
        "<dc:creator><rdf:Seq><rdf:li>Jo</rdf:li><rdf:li>Sam</rdf:li></rdf:Seq></dc:creator>",
        'photoshop:Credit="PA &amp; Co"',
    ))  # fmt: skip
    assert (found.alt, found.creator, found.credit) == ("A ferry", "Jo, Sam", "PA & Co")


def test_xmp_is_read_from_every_format_that_carries_it():
    packet = packet_of(PictureWords(credit="PA"))
    for kind in ("JPEG", "WEBP", "AVIF"):
        assert words_in(picture_bytes(40, 30, kind=kind, xmp=packet)).credit == "PA"


def test_exif_is_the_last_resort():
    exif = Image.Exif()
    exif[0x013B] = "Zoë".encode()
    assert words_in(picture_bytes(40, 30, exif=exif.tobytes())).creator == "Zoë"


def test_xmp_that_would_fetch_or_explode_is_as_good_as_none():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + xmp("<dc:rights>&b;</dc:rights>")
    assert from_xmp(bomb) == PictureWords()
    assert from_xmp('<!DOCTYPE x SYSTEM "file:///etc/passwd">' + xmp("")) == PictureWords()


@given(st.binary(max_size=400))
def test_any_bytes_are_a_result_as_a_file(data):
    assert isinstance(words_in(data), PictureWords)


@given(st.binary(max_size=300), st.integers(0, 400))
def test_any_bytes_are_a_result_inside_a_picture(data, at):
    whole = jpeg_with_iim(iim((2, 120, b"caption"), (2, 110, b"credit")))
    assert isinstance(words_in(whole[:at] + data + whole[at + len(data) :]), PictureWords)


@given(st.lists(st.tuples(st.integers(0, 255), st.integers(0, 255), st.binary(max_size=60))))
def test_any_records_are_a_result_without_control_characters(datasets):
    words = from_iim(iim(*datasets))
    assert all(char >= " " or char in "\n\t" for char in words.caption + words.credit)


@given(st.text() | st.binary())
def test_any_packet_is_a_result(packet):
    assert isinstance(from_xmp(packet), PictureWords)


plain = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=40)


@given(plain, plain, plain)
def test_rights_written_into_a_packet_are_read_again(creator, credit, terms):
    words = PictureWords(creator=creator, credit=credit, usage_terms=terms)
    assert from_xmp(packet_of(words)) == words
