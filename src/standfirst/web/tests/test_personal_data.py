"""Personal data has a keeper."""

import json

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import isolate_apps

from standfirst.readers import actions
from standfirst.readers.models import Follow, Reader, SignIn
from standfirst.readers.personal_data import PERSONAL_DATA, erase, export

pytestmark = pytest.mark.django_db


def without_keeper(all_models):
    """Columns that point at a reader and that no keeper keeps."""
    kept = {(keeper.model._meta.label, keeper.column) for keeper in PERSONAL_DATA}
    return {
        f"{model._meta.label}.{field.name}"
        for model in all_models
        for field in model._meta.local_fields
        if field.is_relation and field.related_model is Reader and (model._meta.label, field.name) not in kept
    }


def test_every_model_that_points_at_a_reader_has_a_keeper():
    assert without_keeper(apps.get_models(include_auto_created=True)) == set()


@isolate_apps("standfirst.readers")
def test_a_model_without_a_keeper_is_found():
    class Diary(models.Model):  # noqa: DJ008
        reader = models.ForeignKey(Reader, models.CASCADE, related_name="+")

        class Meta:
            app_label = "readers"

    assert without_keeper([Diary]) == {"readers.Diary.reader"}


def test_every_keeper_says_how_long():
    assert all(str(keeper.kept) for keeper in PERSONAL_DATA)


def test_every_keeper_exports_and_erases(ben, dan):
    actions.follow(follower=ben, followed=dan)
    actions.follow(follower=dan, followed=ben)
    SignIn.objects.create(reader=ben, tag="t", session_key="s", browser="Firefox · Linux")
    told = export(ben)
    assert told["reader"]["email"] == "ben@example.org"
    assert [row["followed__handle"] for row in told["readers.follow"][:1]] == ["dan"]
    assert told["readers.signin"][0]["browser"] == "Firefox · Linux"
    erase(ben)
    assert not Reader.objects.filter(email="ben@example.org").exists()
    assert not Follow.objects.exists()
    connection.check_constraints()


@pytest.mark.usefixtures("uk")
def test_a_reader_takes_the_data_away_as_json(client, ben):
    client.force_login(ben)
    answer = client.get("/account/data")
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert json.loads(answer.content)["reader"]["handle"] == "ben"


@pytest.mark.usefixtures("uk")
def test_the_data_is_nobody_elses(client):
    assert client.get("/account/data")["Location"] == "/account/join/?next=/account/data"
