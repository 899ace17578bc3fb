"""Any file is an article, a picture, or a clear error; never a half-made article, and never the end of the import."""

import json
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standfirst.newsroom.stories.body import blocks_for_newsroom
from standfirst.newsroom.stories.models import Article
from standfirst.transfer.ninjs import outcomes
from standfirst.transfer.ninjs.actions import Wishes
from standfirst.transfer.ninjs.importing import bring_in
from standfirst.transfer.ninjs.testing import picture_item, wire_story

pytestmark = pytest.mark.django_db

#: Long, empty, in any script, and with what breaks parsers and databases.
texts = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["", " ", "x" * 700, "\0", "\ud800", "’ OR 1=1 --", "../../etc/passwd", "{{ x }}", "<b>", "🦭" * 300]
    ),
)
instants = st.one_of(
    texts, st.datetimes().map(lambda at: at.isoformat() + "Z"), st.just("0001-01-01T00:00:00+14:00")
)
names = st.lists(
    st.fixed_dictionaries({"name": texts}, optional={"rel": st.sampled_from(["section", "about"])}),
    max_size=3,
)
said = st.lists(
    st.fixed_dictionaries({"value": texts}, optional={"role": texts, "contentType": texts}), max_size=3
)
pictures = st.lists(
    st.builds(lambda name, href, by: picture_item(name, href, by=by), texts, texts, texts), max_size=2
)
fields = st.fixed_dictionaries(
    {},
    optional={
        "version": texts,
        "language": texts,
        "by": texts,
        "edNote": texts,
        "usageTerms": texts,
        "copyrightNotice": texts,
        "copyrightHolder": texts,
        "pubStatus": st.sampled_from(["usable", "withheld", "canceled", "odd"]),
        "type": st.sampled_from(["text", "picture", "video", ""]),
        "firstCreated": instants,
        "versionCreated": instants,
        "embargoed": instants,
        "expires": instants,
        "genres": names,
        "subjects": names,
        "infoSources": names,
        "headlines": said,
        "descriptions": said,
        "bodies": said,
        "associations": pictures,
    },
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields, st.booleans())
def test_any_file_has_an_outcome(tmp_path, uk, values, publish):
    uri = f"urn:example:any:{crc32(json.dumps([values, publish]).encode())}"
    path = tmp_path / "any.json"
    path.write_text(json.dumps({**wire_story(), **values, "uri": uri}), encoding="utf-8")
    outcome = next(bring_in([path], Wishes(publish=publish)))
    assert outcome.outcome in outcomes.ALL
    assert outcome.reason or outcome.outcome != outcomes.FAILED
    for story in Article.objects.filter(uri=uri):
        assert outcome.outcome in {outcomes.CREATED, outcomes.SCHEDULED, outcomes.UNCHANGED}
        assert story.title.strip()
        assert blocks_for_newsroom(story)
        assert story.get_latest_revision() is not None
