"""SQL that is written once: the same rows as Django's own, on whatever database there is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.sql.compiler import SQLCompiler

from standfirst.delivery.models import BusMessage
from standfirst.forum.models import Comment, Thread
from standfirst.forum.testing import make_comment
from standfirst.kit.statements import ask, insert, prepared
from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db


def test_it_gives_models_as_django_does(ben, cleo):
    named = prepared(lambda name: Reader.objects.filter(name=name))
    assert [named(ben.name), named("nobody")] == [[ben], []]
    found = named(cleo.name)[0]
    assert (found.__dict__.keys(), found.joined_at) == (
        Reader.objects.get(pk=cleo.pk).__dict__.keys(),
        cleo.joined_at,
    )


def test_its_sql_is_written_once(ben, monkeypatch):
    by_number = prepared(lambda number: Reader.objects.filter(pk=number))
    by_number(ben.pk)
    monkeypatch.setattr(SQLCompiler, "as_sql", None)
    assert by_number(ben.pk)[0] == ben


def test_what_is_joined_comes_along(story, ben, django_assert_num_queries):
    comment = make_comment(story, ben)
    whole = prepared(
        lambda pk: Comment.objects.filter(pk=pk).select_related("author").annotate(number=F("thread_id"))
    )
    with django_assert_num_queries(1):
        found = whole(comment.pk)[0]
        assert (found.author.name, found.number, found.reasons) == (ben.name, story.pk, [])


def test_what_is_left_out_is_read_when_it_is_looked_at(ben):
    found = prepared(lambda number: Reader.objects.filter(pk=number).only("name"))(ben.pk)[0]
    assert (bool(found.get_deferred_fields()), found.email) == (True, ben.email)


def test_it_gives_values(ben, cleo):
    pairs = prepared(
        lambda least: Reader.objects.filter(pk__gte=least).order_by("pk").values_list("pk", "is_staff")
    )
    flat = prepared(
        lambda least: Reader.objects.filter(pk__gte=least).order_by("pk").values_list("joined_at", flat=True)
    )
    assert pairs(cleo.pk) == [(cleo.pk, cleo.is_staff)]
    assert flat(cleo.pk) == [cleo.joined_at]


def test_a_value_may_stand_in_several_places_and_be_an_instant(ben, cleo):
    asked = prepared(
        lambda at, pk: Reader.objects.filter(
            Q(joined_at__gt=at, pk=pk) | Q(leaves_at__gt=at, pk=pk)
        ).order_by("pk")
    )
    before = ben.joined_at - timedelta(seconds=1)
    assert (asked(before, ben.pk), asked(datetime(2999, 1, 1, tzinfo=UTC), ben.pk)) == ([ben], [])


def test_what_it_cannot_give_it_says(ben):
    with pytest.raises(TypeError, match="models or lists of values"):
        prepared(lambda number: Reader.objects.filter(pk=number).values("name"))(ben.pk)


def test_hostile_values_are_values(ben):
    named = prepared(lambda name: Reader.objects.filter(name=name))
    assert named("' OR 1=1 --") == named("%s") == []


def test_a_row_is_held_until_the_transaction_ends(story, ben):
    make_comment(story, ben)
    held = prepared(lambda pk: Thread.objects.select_for_update().filter(pk=pk))
    with transaction.atomic():
        assert held(story.pk)[0].comments == 1


def test_new_rows_know_their_numbers_and_are_as_django_keeps_them(db):
    one, two = BusMessage(kind="forget", payload=["a’b"]), BusMessage(kind="announce", payload=["x", 3])
    insert(one, two)
    assert [one.pk, two.pk] == list(BusMessage.objects.order_by("-pk").values_list("pk", flat=True)[:2])[::-1]
    assert [BusMessage.objects.get(pk=row.pk).payload for row in (one, two)] == [["a’b"], ["x", 3]]
    one.payload = ["b"]
    one.save()  # it is known to be there
    assert BusMessage.objects.get(pk=one.pk).payload == ["b"]


def test_a_statement_is_asked_with_values(story, ben):
    make_comment(story, ben)
    sql = "UPDATE forum_thread SET comments = comments + %s WHERE article_id = %s RETURNING comments"
    assert [tuple(row) for row in ask(sql, 4, story.pk)] == [(5,)]
    assert connection.in_atomic_block
