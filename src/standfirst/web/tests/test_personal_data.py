"""Personal data has a keeper, and what was forgotten is nowhere any more."""

import json
import re

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.core.mail import EmailMessage
from django.db import connection, models
from django.test.utils import isolate_apps
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import ModelLogEntry

from standfirst.forum import actions as forum
from standfirst.forum.models import Comment, Sanction
from standfirst.forum.moderation import actions as moderation
from standfirst.forum.testing import make_comment
from standfirst.notices.models import QueuedMail
from standfirst.readers import actions
from standfirst.readers.export import export
from standfirst.readers.leaving import erase
from standfirst.readers.models import Follow, Reader
from standfirst.readers.personal_data import PERSONAL_DATA, purposes

from .flow import SAME, ask, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits_spent")]

#: Columns whose names speak of people, and why no keeper needs to know them.
NOBODYS = {
    "account.EmailAddress.email": "kept by its reader's column",
    "account.EmailConfirmation.email_address": "belongs to an address, and goes with it",
    "admin.LogEntry": "not installed",
    "contenttypes.ContentType": "kinds of things",
    "delivery.Beat": "names of workers",
    "notices.Dispatch.hearer": "kept by its reader's column",
    "notices.QueuedMail.sender": "the paper's own address",
    "notices.Subscription.network": "a keyed hash, emptied after a day; kept by its reader's column",
    "notices.Subscription.session": "a keyed hash, emptied at signing out; kept by its reader's column",
    "notices.Wishes.mail": "how often; kept by its reader's column",
    "readers.RestingHandle.fingerprint": "kept by its reader's column",
    "readers.SignIn.session_key": "kept by its reader's column",
    "stories.Byline.author": "a name in a byline is the paper's",
    "syndication.PartnerUse.network": "a partner's machine; swept after ninety days",
    "wagtailcore.Comment.content_type": "a journalist's note on a page",
    "wagtailcore.PageLogEntry.label": "a page's title",
}
#: Generic references that never lead to a reader, as the newsroom offers none there.
TO_PAGES_AND_SNIPPETS = {
    "taggit.TaggedItem", "wagtailcore.ReferenceIndex", "wagtailcore.Revision", "wagtailcore.WorkflowContentType",
    "wagtailcore.WorkflowState", "wagtailadmin.EditingSession", "wagtailadmin.FormState",
    "wagtailsearch.IndexEntry", "wagtailcore.TaskState",
}  # fmt: skip
PEOPLE = re.compile(
    r"(?:^|_)(?:user|reader|author|person|e?mail|recipients?|sender|ip|phone|session|hearer|network|handle)(?:_|s?$)"
)


def kept():
    return {f"{keeper.model._meta.label}.{column}" for keeper in PERSONAL_DATA for column in keeper.columns}


def without_keeper(all_models):
    """Columns that point at a reader, or whose names say that they hold somebody, and that nobody keeps."""
    found = set()
    for model in all_models:
        label = model._meta.label
        for field in model._meta.local_fields:
            points = field.is_relation and field.related_model is Reader
            speaks = not field.is_relation and PEOPLE.search(field.name)
            speaks = speaks or isinstance(field, models.EmailField | models.GenericIPAddressField)
            if points or (speaks and model is not Reader and f"{label}.{field.name}" not in NOBODYS):
                found.add(f"{label}.{field.name}")
        for field in model._meta.private_fields:
            if isinstance(field, GenericForeignKey) and label not in TO_PAGES_AND_SNIPPETS:
                found.add(f"{label}.{field.fk_field}")
    return found - kept()


def test_every_column_that_points_at_a_reader_or_holds_one_has_a_keeper():
    assert without_keeper(apps.get_models(include_auto_created=True)) == set()


@isolate_apps("standfirst.readers", "django.contrib.contenttypes")
def test_a_model_without_a_keeper_is_found():
    class Diary(models.Model):  # noqa: DJ008
        reader = models.ForeignKey(Reader, models.CASCADE, related_name="+")
        other_reader_id = models.IntegerField()
        friend = models.EmailField()
        content_type = models.ForeignKey("contenttypes.ContentType", models.CASCADE)
        object_id = models.IntegerField()
        about = GenericForeignKey()

        class Meta:
            app_label = "readers"

    columns = ("reader", "other_reader_id", "friend", "object_id")
    assert without_keeper([Diary]) == {f"readers.Diary.{column}" for column in columns}


def test_every_keeper_says_what_why_how_long_and_what_leaving_does():
    for said in purposes():
        assert all(map(str, (said.what, said.why, said.kept, said.on_leaving)))


NAME, HANDLE, ABOUT, WORDS = (
    "Wilhelmina Quux",
    "wilhelmina",
    "Lighthouses, mostly",
    "A sentence about lighthouses",
)


@pytest.fixture
def quux(client, settings, story, ben, cleo):
    """A reader who has done everything that a reader can do here, signed in with `client`."""
    join(client, "quux@example.org")
    settings.EMAIL_BACKEND = "standfirst.notices.mail.queue.QueueBackend"
    reader = Reader.objects.get(email="quux@example.org")
    client.post("/account/", {"name": NAME, "handle": HANDLE, "about": ABOUT, "edition": "uk"}, **SAME)
    reader.refresh_from_db()
    actions.follow(follower=reader, followed=ben)
    actions.follow(follower=ben, followed=reader)
    mine = make_comment(story, reader, WORDS)
    make_comment(story, ben, "An answer", parent=mine)
    theirs = make_comment(story, ben)
    forum.recommend(comment=theirs, reader=reader)
    forum.report(comment=theirs, reader=reader, reason="spam", note="quux says so")
    moderation.ban(reader=reader, by=cleo, reason="Because")
    client.post("/notices/preferences", {}, **SAME)
    EmailMessage("For you", "Words", to=["quux@example.org"]).send()
    return reader


def everything():
    """All that the database holds, as text; sessions and mails opened."""
    pieces = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                texts = [
                    bytes(cell).decode("utf-8", "replace")
                    if isinstance(cell, bytes | memoryview)
                    else str(cell)
                    for cell in row
                ]
                pieces.append(f"{table}: {' | '.join(texts)}")
    from django.contrib.sessions.models import Session

    pieces += [f"session: {session.get_decoded()}" for session in Session.objects.all()]
    return pieces


def traces(*words):
    return [piece for piece in everything() if any(word.lower() in piece.lower() for word in words)]


def test_what_was_erased_is_in_no_table_any_more(client, quux):
    assert traces("quux@example.org", NAME, HANDLE, WORDS, ABOUT)
    erase(quux, erases_comments=True, why="a letter")
    QueuedMail.objects.filter(
        pk=QueuedMail.objects.latest("pk").pk
    ).delete()  # the last letter, sent and swept
    assert traces("quux", NAME, HANDLE, WORDS, ABOUT, client.session.session_key) == []
    connection.check_constraints()


def test_a_session_that_only_awaits_a_code_goes_too(client_b, quux):
    ask(client_b, "quux@example.org")
    key = client_b.session.session_key
    erase(quux, erases_comments=True, why="a letter")
    assert not client_b.session.exists(key)


def test_what_was_made_nameless_keeps_the_words_and_loses_the_name(client, quux):
    erase(quux, erases_comments=False, why="a letter")
    QueuedMail.objects.filter(pk=QueuedMail.objects.latest("pk").pk).delete()
    assert traces("quux", NAME, HANDLE, ABOUT) == []
    assert Comment.objects.get(text=WORDS).author is None


def test_replies_stay_below_a_tombstone_and_the_count_is_right(client, quux, story):
    erase(quux, erases_comments=True, why="a letter")
    page = client.get(f"{story.address}/comments").content.decode()
    assert WORDS not in page
    assert "An answer" in page
    assert client.get(f"/_/counts?threads={story.number}").json() == {str(story.number): 2}


def test_a_former_reader_has_no_name_on_any_page(client, quux, story):
    erase(quux, erases_comments=False, why="a letter")
    page = client.get(f"{story.address}/comments").content.decode()
    assert WORDS in page
    assert "a former reader" in page
    assert NAME not in page


def test_the_record_keeps_the_fact_without_the_person(quux):
    number = quux.pk
    erase(quux, erases_comments=True, why="a letter of 3 May")
    entry = ModelLogEntry.objects.get(action="readers.erase")
    assert (entry.object_id, entry.label) == (str(number), f"reader {number}")
    assert entry.data == {"comments": "erased", "why": "a letter of 3 May"}
    assert not ModelLogEntry.objects.filter(user_id=number).exists()


def test_erasing_takes_nobody_else_along(quux, ben, dan):
    mail_of_others = EmailMessage("For Dan", "Words", to=["dan-quux@example.org"])
    mail_of_others.send()
    erase(quux, erases_comments=True, why="a letter")
    assert {ben.email, dan.email} <= set(Reader.objects.values_list("email", flat=True))
    assert QueuedMail.objects.filter(recipients=["dan-quux@example.org"]).exists()
    assert Comment.objects.filter(author=ben).count() == 2
    assert not Follow.objects.exists()
    assert not Sanction.objects.exists()


def exported(reader):
    document = json.loads("".join(export(reader)))
    return document, {(part["model"], part["as"]): part["rows"] for part in document["parts"]}


def test_everything_is_in_the_export(quux):
    document, parts = exported(quux)
    assert (document["format"], document["version"]) == ("standfirst/own-data", 1)
    account = parts["readers.reader", "id"][0]
    assert (account["email"], account["name"], account["edition__slug"]) == ("quux@example.org", NAME, "uk")
    assert [row["text"] for row in parts["forum.comment", "author"]] == [WORDS]
    assert parts["forum.report", "reader"][0]["note"] == "quux says so"
    assert parts["forum.sanction", "reader"][0]["reason"] == "Because"
    assert parts["readers.follow", "follower"][0]["handle"] == "ben"
    assert "For you" in {row["subject"] for row in parts["notices.queuedmail", "recipients"]}
    assert {row["action"] for row in parts["wagtailcore.modellogentry", "user"]} >= {"forum.comment"}


def test_the_export_speaks_the_language_in_which_it_was_asked_for(ben):
    with translation.override("de"):
        pieces = export(ben)
        words = gettext("as long as the account")
    assert words != "as long as the account"
    assert json.loads("".join(pieces))["parts"][0]["kept"] == words


def test_the_export_names_nobody_who_is_hidden(quux, ben):
    Reader.objects.filter(pk=ben.pk).update(seen_by="nobody", handle="somebody-else")
    assert exported(quux)[1]["readers.follow", "follower"][0]["handle"] is None


def test_the_export_tells_nothing_of_others(quux, ben):
    text = "".join(export(quux))
    assert "ben@example.org" not in text
    _document, parts = exported(quux)
    assert set(parts["readers.follow", "followed"][0]) == {"since"}


def test_a_reader_takes_the_data_away_as_json(client, quux):
    answer = client.get("/account/data")
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert answer["Cache-Control"] == "private, no-store"
    assert json.loads(b"".join(answer.streaming_content))["parts"]


def test_an_open_browser_alone_gives_no_data_away(client, uk, ben):
    client.force_login(ben)
    assert client.get("/account/data")["Location"].startswith("/account/prove/")


def test_the_data_is_nobody_elses(client, uk):
    assert client.get("/account/data")["Location"] == "/account/join/?next=/account/data"


def test_the_privacy_page_says_all_of_it(client, uk):
    from standfirst.newsroom.stories.actions import make_root
    from standfirst.newsroom.stories.models import StandingPage

    root = make_root()
    root.add_child(instance=StandingPage(title="Privacy", slug="privacy", text="Words"))
    page = client.get("/privacy").content.decode()
    for said in purposes():
        assert str(said.what).partition(":")[0].partition("’")[0] in page.replace("&#x27;", "'")
