"""JSON → a story, or an error that says where."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.transfer.ninjs.errors import WireError
from standfirst.transfer.ninjs.mapping import fields_of
from standfirst.transfer.ninjs.reading import LARGEST, read_story
from standfirst.transfer.ninjs.testing import picture_item, wire_story


def read(**fields):
    return read_story(json.dumps(wire_story(**fields)).encode())


def refused(content):
    with pytest.raises(WireError) as caught:
        read_story(content if isinstance(content, bytes) else json.dumps(content).encode())
    return str(caught.value)


def test_both_spellings_of_a_name_are_one():
    old = read(
        versionCreated=None, versioncreated="2023-09-12T11:57:00+02:00", pubStatus=None, pubstatus="withheld"
    )
    assert old.version_created == read().version_created
    assert old.status == "withheld"


def test_ninjs_1_keeps_its_texts_as_plain_properties():
    story = read(headlines=None, bodies=None, headline="Old", body_html="<p>x</p>", byline="By Maya Okafor")
    assert (story.headlines[0].value, story.bodies[0].is_html, story.by) == ("Old", True, "By Maya Okafor")


def test_ninjs_1_keeps_its_associations_as_an_object():
    item = picture_item()
    del item["name"]
    assert read(associations={"featuremedia": item}).pictures[0].name == "featuremedia"


def test_a_text_that_is_a_number_is_an_error_that_says_where():
    bodies = [{"value": "<p>x</p>"}, {"value": 12}]
    assert refused(wire_story(bodies=bodies)) == "bodies[1].value: is a number, not a text"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"uri": None}, "uri: is missing"),
        ({"headlines": "x"}, "headlines: is a text, not a list"),
        ({"headlines": [3]}, "headlines[0]: is a number, not an object"),
        ({"versionCreated": "yesterday"}, "versionCreated: “yesterday” is no date"),
        ({"embargoed": "2023-09-12T09:57:00"}, "embargoed: “2023-09-12T09:57:00” does not say its time zone"),
        ({"associations": [picture_item(by=[])]}, "associations[0].by: is a list, not a text"),
        (
            {"associations": [picture_item(href="a\0b.jpg")]},
            "associations[0].renditions[0].href: holds a NUL",
        ),
    ],
)
def test_errors_say_where(fields, said):
    assert refused(wire_story(**fields)).startswith(said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "line 1, column 1: is no JSON"),
        (b"[1]", "is a list, not an object"),
        (b"\xff\xfe\x00", "is no JSON"),
        (b'{"a":' * 200_000, "is nested too deeply"),
        (b" " * (LARGEST + 1), "is larger than 20 MB"),
        (b'{"version": ' + b"9" * 10_000 + b"}", "is no JSON"),
    ],
)
def test_what_is_no_story_is_refused_in_words(content, said):
    assert refused(content).startswith(said)


def test_a_version_may_be_a_number():
    assert read(version=3).version == "3"


def test_control_characters_and_broken_surrogates_are_dropped():
    assert read(headlines=[{"value": "Bri\x00dge\ud800"}]).headlines[0].value == "Bridge"


names = st.sampled_from(
    "uri version headlines bodies descriptions associations renditions by value role contentType href type genres name "
    "subjects versionCreated embargoed expires infoSources width language pubStatus".split()
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=6),
    max_leaves=25,
)


def read_or_refused(content):
    """The story's fields, or the error; anything else that is raised fails the test."""
    try:
        return fields_of(read_story(content))
    except WireError as error:
        return error


@given(st.dictionaries(names, anything, max_size=8), st.booleans())
def test_any_json_is_a_story_or_a_clear_error(values, whole):
    found = read_or_refused(json.dumps({**wire_story(), **values} if whole else values).encode())
    if isinstance(found, WireError):
        assert found.reason
    else:
        assert found.headline
        assert found.blocks


@given(st.binary(max_size=200))
def test_any_bytes_are_a_story_or_a_clear_error(content):
    assert str(read_or_refused(content))
