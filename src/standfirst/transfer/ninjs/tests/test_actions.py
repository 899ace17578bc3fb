"""Stories from the wire in the newsroom."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from wagtail.models import PageLogEntry

from standfirst.newsroom.stories.body import blocks_for_newsroom
from standfirst.newsroom.stories.cut import Paragraph
from standfirst.newsroom.stories.models import Article
from standfirst.transfer.ninjs import outcomes
from standfirst.transfer.ninjs.actions import Wishes, compare_versions
from standfirst.transfer.ninjs.importing import bring_in
from standfirst.transfer.ninjs.testing import URI, samples, write_file

from .test_html import pieces, st

pytestmark = pytest.mark.django_db
PUBLISH = Wishes(publish=True)


def article():
    return Article.objects.get(uri=URI)


def in_hours(hours):
    return (timezone.now() + timedelta(hours=hours)).isoformat()


def test_a_story_arrives_as_a_draft(take, client):
    outcome = take(Wishes())
    assert (outcome.outcome, article().live) == ("created", False)
    assert client.get(outcome.address).status_code == 404


def test_a_published_story_keeps_the_agencys_time(take, client):
    outcome = take()
    assert client.get(outcome.address).status_code == 200
    assert article().first_published_at == datetime(2023, 9, 12, 9, 57, tzinfo=UTC)


def test_everything_finds_its_field(take):
    take(
        genres=[{"name": "Analysis"}], by="By Maya Okafor",
        subjects=[{"name": "World", "rel": "section"}, {"name": "Sea"}],
        descriptions=[{"role": "standfirst", "value": "Two towns,\none strait."}, {"role": "abstract", "value": "No."}],
        infoSources=[{"name": "Wire"}], copyrightHolder="Wire Ltd", usageTerms="Once.", edNote="Mind the vote.",
        expires=in_hours(5),
    )  # fmt: skip
    story = article()
    assert (story.label, story.standfirst, story.section.slug) == (
        "Analysis",
        "Two towns, one strait.",
        "world",
    )
    assert (story.source, story.copyright_notice, story.usage_terms) == ("Wire", "© Wire Ltd", "Once.")
    assert (story.desk_note, story.language, story.expire_at > timezone.now()) == (
        "Mind the vote.",
        "en",
        True,
    )
    assert [byline.author.name for byline in story.bylines.all()] == ["Maya Okafor"]
    assert [topic.name for topic in story.topics.all()] == ["Sea"]


def test_a_note_to_editors_is_never_printed(take, client):
    outcome = take(edNote="xanthonote")
    assert b"xanthonote" not in client.get(outcome.address).content


def test_a_description_that_repeats_the_beginning_is_no_standfirst(take):
    body = [
        {
            "contentType": "text/html",
            "value": "<p>The ferry sailed at nine, with eleven on board, and nobody minded.</p>",
        }
    ]
    take(
        bodies=body,
        descriptions=[{"role": "summary", "value": "The ferry sailed at nine , with eleven on board, and"}],
    )
    assert article().standfirst == ""


def test_a_subject_that_is_a_section_here_decides_and_the_rest_are_topics(take, world):
    take(subjects=[{"name": "Bridges"}, {"name": "WORLD"}])
    assert article().section == world
    assert [topic.slug for topic in article().topics.all()] == ["bridges"]


def test_the_section_asked_for_wins_and_is_made(take):
    take(Wishes(section="far away"), subjects=[{"name": "World", "rel": "section"}])
    assert (article().section.slug, article().section.title) == ("far-away", "Far away")


def test_a_section_may_not_take_the_papers_own_addresses(take):
    outcome = take(subjects=[{"name": "Search", "rel": "section"}])
    assert outcome.address.startswith("/news/")


def test_the_same_version_again_changes_nothing(take):
    first = take()
    again = take()
    assert (again.outcome, again.address) == ("unchanged", first.address)
    assert article().revisions.count() == 1


def test_a_newer_version_updates_and_leaves_a_revision(take):
    take()
    outcome = take(version="2", versionCreated="2023-09-12T12:00:00Z", headlines=[{"value": "Bridge closes"}])
    assert (outcome.outcome, article().title, article().revisions.count()) == ("updated", "Bridge closes", 2)
    assert article().revised_at == datetime(2023, 9, 12, 12, tzinfo=UTC)
    assert article().first_published_at == datetime(2023, 9, 12, 9, 57, tzinfo=UTC)


def test_an_older_version_is_ignored(take):
    take(version="10")
    outcome = take(version="9", headlines=[{"value": "Old"}])
    assert (outcome.outcome, article().title) == ("unchanged", "Bridge reopens")
    assert "older" in outcome.notes[0]


def test_what_an_editor_has_changed_stays_in_the_history(take, ada):
    take()
    edited = article().get_latest_revision_as_object()
    edited.title, edited.wall = "Ada's own words", "open"
    edited.save_revision(user=ada).publish()
    outcome = take(version="2")
    assert "edited here since" in outcome.notes[0]
    assert [revision.as_object().title for revision in article().revisions.order_by("pk")][
        1
    ] == "Ada's own words"
    assert article().wall == "open"


def test_a_newer_version_without_publish_waits_as_a_revision(take):
    take()
    take(Wishes(), version="2", headlines=[{"value": "New"}])
    assert (article().title, article().get_latest_revision_as_object().title) == ("Bridge reopens", "New")


def test_a_draft_is_published_when_it_is_imported_again_with_publish(take):
    take(Wishes())
    assert (take().outcome, article().live) == ("updated", True)


def test_an_embargo_schedules_and_is_not_beaten_by_publish(take, client):
    outcome = take(embargoed=in_hours(2))
    assert (outcome.outcome, article().live) == ("scheduled", False)
    assert client.get(outcome.address).status_code == 404
    assert article().scheduled_revision.approved_go_live_at > timezone.now()
    assert take(embargoed=in_hours(2)).outcome == "unchanged"


def test_an_embargoed_story_goes_live_when_its_time_has_come(take):
    take(embargoed=in_hours(2))
    Article.objects.update(go_live_at=timezone.now())
    revision = article().scheduled_revision
    revision.content["go_live_at"] = timezone.now().isoformat()
    revision.save()
    revision.publish()
    assert article().live
    assert article().first_published_at > timezone.now()  # the embargo's end, not the agency's first draft


def test_an_expired_story_is_kept_but_not_published(take):
    outcome = take(expires="2020-01-01T00:00:00Z")
    assert (outcome.outcome, article().live) == ("created", False)
    assert "expired" in outcome.notes[0]


def test_a_withheld_story_is_not_published_and_comes_off_the_paper(take):
    assert "withholds" in take(pubStatus="withheld").notes[0]
    take(version="2")
    assert article().live
    take(version="3", pubStatus="withheld")
    assert not article().live


def test_a_canceled_story_is_gone(take, client):
    address = take().address
    outcome = take(version="2", pubStatus="canceled", headlines=None, bodies=None)
    assert (outcome.outcome, client.get(address).status_code) == ("taken-down", 410)
    assert take(version="2", pubStatus="canceled").outcome == "unchanged"


def test_a_canceled_story_does_not_come_back_from_the_schedule(take):
    take(embargoed=in_hours(2))
    take(version="2", pubStatus="canceled")
    assert article().scheduled_revision is None


def test_what_the_wire_did_is_on_record(take):
    take()
    actions = set(PageLogEntry.objects.values_list("action", flat=True))
    assert {"wagtail.create", "wagtail.publish"} <= actions


def test_versions_are_compared_as_numbers():
    assert compare_versions("10", "9") > 0
    assert compare_versions("1.2", "1.10") < 0
    assert compare_versions("2", "2") == 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(pieces, max_size=20).map("".join))
def test_any_html_is_an_article_or_no_article(tmp_path, html):
    Article.objects.filter(uri=URI).delete()
    path = tmp_path / "any.json"
    body = [{"contentType": "text/html", "value": html}]
    path.write_text(json.dumps(json.loads(write_file(tmp_path, bodies=body).read_text())))
    outcome = next(bring_in([path], PUBLISH))
    stories = Article.objects.filter(uri=URI)
    assert (outcome.outcome == outcomes.CREATED) == stories.exists()
    assert outcome.outcome == outcomes.CREATED or outcome.reason
    assert all(blocks_for_newsroom(story) for story in stories)


@pytest.mark.skipif(
    samples() is None, reason="the agencies' samples (../shared/data/ninjs) are not on this machine"
)
def test_every_sample_of_the_agencies_imports():
    files = sorted(samples().glob("*.json"))
    found = list(bring_in(files, PUBLISH))
    assert len(found) == 6
    assert not [outcome.as_line() for outcome in found if outcome.outcome == outcomes.FAILED]
    derby = Article.objects.get(uri__startswith="urn:newsml:dpa")
    assert [byline.author.name for byline in derby.bylines.all()] == ["Christian Hollmann"]
    assert len(blocks_for_newsroom(derby)) == 9
    drill = Article.objects.get(uri__startswith="http://tt.se")
    assert (drill.label, drill.standfirst, drill.live) == ("Inrikes", "", False)  # it expired in 2023
    assert [type(block) for block in blocks_for_newsroom(drill)] == [Paragraph] * 4
