"""Which picture goes where, and which file is taken for it."""

import json

import pytest

from standfirst.newsroom.stories.cut import Paragraph
from standfirst.transfer.ninjs.blocks import PicturePlace
from standfirst.transfer.ninjs.errors import WireError
from standfirst.transfer.ninjs.files import best_file
from standfirst.transfer.ninjs.mapping import words_of
from standfirst.transfer.ninjs.placing import Placed, lay_out
from standfirst.transfer.ninjs.reading import read_story
from standfirst.transfer.ninjs.testing import picture_item, wire_story

P = Paragraph("p")


def pictures(*items):
    return read_story(json.dumps(wire_story(associations=list(items))).encode()).pictures


def laid(blocks, *items, here=lambda picture: bool(picture.name)):
    layout = lay_out(blocks, pictures(*items), is_here=here)
    names = [block.picture.name if isinstance(block, Placed) else "p" for block in layout.blocks]
    return (layout.lead.picture.name if layout.lead else None), names


A, B, C = picture_item("a", "a.jpg"), picture_item("b", "b.jpg"), picture_item("c", "c.jpg")
ANY = PicturePlace()


@pytest.mark.parametrize(
    ("blocks", "items", "lead", "order"),
    [
        ([P, P], [A, B], "a", ["p", "p", "b"]),
        ([P, PicturePlace(("b",)), P], [A, B], "a", ["p", "b", "p"]),
        ([P, PicturePlace(("a",)), P], [A, B], "b", ["p", "a", "p"]),
        ([P, PicturePlace(("urn:example:picture:a",)), P], [A], None, ["p", "a", "p"]),
        ([P, PicturePlace(("https://x.example/b.jpg?w=1",)), P], [A, B], "a", ["p", "b", "p"]),
        ([P, ANY, P], [A, B], "a", ["p", "b", "p"]),
        ([P, ANY, P, ANY], [A, B], None, ["p", "a", "p", "b"]),
        ([PicturePlace(("a",)), P], [A], "a", ["p"]),
        ([P, ANY], [A, {**B, "name": "featuremedia"}], "featuremedia", ["p", "a"]),
        ([P, ANY], [], None, ["p"]),
    ],
)
def test_pictures_find_their_places(blocks, items, lead, order):
    assert laid(blocks, *items) == (lead, order)


def test_a_picture_without_a_file_leaves_its_place_empty_and_takes_no_other_picture_along():
    found = laid([P, ANY, P, ANY], A, B, C, here=lambda picture: picture.name != "b")
    assert found == ("a", ["p", "p", "c"])


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "wire" / "media").mkdir(parents=True)
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    for name in ("small.jpg", "media/large.jpg", "a b.jpg", "marked.jpg"):
        (tmp_path / "wire" / name).write_bytes(b"x")
    return tmp_path / "wire"


def taken(folder, *hrefs, **more):
    renditions = [{"href": href, "width": 100 * n, **more} for n, href in enumerate(hrefs, start=1)]
    return best_file(pictures(picture_item(renditions=renditions))[0], folder)


def test_the_largest_rendition_that_is_here_is_taken(folder):
    assert taken(folder, "small.jpg", "media/large.jpg", "huge.jpg") == folder / "media/large.jpg"


def test_nothing_is_fetched_but_a_file_of_the_same_name_beside_will_do(folder):
    assert taken(folder, "https://x.example/pictures/small.jpg?size=1") == folder / "small.jpg"
    assert taken(folder, "https://x.example/elsewhere.jpg") is None


def test_names_may_be_quoted_as_in_addresses(folder):
    assert taken(folder, "a%20b.jpg") == folder / "a b.jpg"


def test_what_is_no_picture_is_not_taken(folder):
    (folder / "small.xml").write_bytes(b"x")
    assert taken(folder, "small.xml") is None
    assert taken(folder, "small.jpg", contentType="text/xml") is None


@pytest.mark.parametrize(
    "href",
    ["../secret.jpg", "media/../../secret.jpg", "%2e%2e/secret.jpg", "/etc/passwd", "file:///etc/passwd", "%00.jpg",
     "..\\secret.jpg", "link.jpg", "out/secret.jpg", "data:image/png;base64,x"],
)  # fmt: skip
def test_a_path_that_leads_out_of_the_folder_is_refused(folder, href):
    (folder / "link.jpg").symlink_to(folder.parent / "secret.jpg")
    (folder / "out").symlink_to(folder.parent)
    with pytest.raises(WireError, match=r"^associations\[0\]\.renditions\[0\]\.href: "):
        taken(folder, href)


def test_an_address_names_a_file_beside_and_nothing_further_away(folder):
    assert taken(folder, "https://x.example/..%2fsecret.jpg") is None


def test_links_that_go_round_in_circles_are_no_file(folder):
    (folder / "round.jpg").symlink_to(folder / "round.jpg")
    assert taken(folder, "round.jpg") is None


def words(place=ANY, **fields):
    return words_of(pictures(picture_item(**fields))[0], place)


def test_the_caption_is_not_said_twice_to_those_who_listen():
    assert words(PicturePlace(alt="Caption of lead.")).alt == ""
    assert words(PicturePlace(alt="Low hills")).alt == "Low hills"


def test_the_credit_is_believed_in_this_order():
    line = {"role": "creditline", "value": "Wire via Library"}
    assert words(descriptions=[line], by="Jo Ek").credit == "Wire via Library"
    assert words(PicturePlace(credit="Jo/TT"), by="Jo Ek").credit == "Jo/TT"
    assert words(by="Jo Ek", copyrightHolder="TT").credit == "Jo Ek"
    assert words(copyrightHolder="TT").credit == "TT"


def test_a_credit_at_the_end_of_a_caption_is_printed_once():
    said = [{"role": "creditline", "value": "DHA"}, {"role": "caption", "value": "A street. (DHA)"}]
    assert words(descriptions=said).caption == "A street."


def test_roles_may_be_codes_and_credits_may_bring_their_parentheses():
    said = [
        {"role": "drol:creditline", "value": "(DHA via AP)"},
        {"role": "drol:caption", "value": "A street."},
    ]
    assert (words(descriptions=said).credit, words(descriptions=said).caption) == ("DHA via AP", "A street.")
