"""Staff: how they are made, and who sees whom."""

import io
import json
import sys

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry

from standfirst.newsroom.desk.actions import make_staff
from standfirst.newsroom.desk.roles import PERMISSIONS, Role, grant, make_roles
from standfirst.readers.models import Reader
from standfirst.readers.record import ERASED
from standfirst.web.command import main

pytestmark = pytest.mark.django_db


def test_a_password_is_made_up_and_told_once(uk):
    made = make_staff(email="Eve@Example.org", name="Eve Ray", role=Role.EDITOR)
    assert made.reader.email == "eve@example.org"
    assert made.reader.check_password(made.password)
    assert [group.name for group in made.reader.groups.all()] == ["editor"]


def test_a_reader_who_joins_the_staff_keeps_the_password(uk, ben):
    ben.set_password("correct horse battery")
    ben.save()
    made = make_staff(email="ben@example.org", name="", role=Role.JOURNALIST)
    assert made.password is None
    assert made.reader.check_password("correct horse battery")
    assert made.reader.name == "Ben Okoro"


def test_a_new_role_takes_the_place_of_the_old(uk):
    make_staff(email="eve@example.org", name="Eve", role=Role.ADMINISTRATOR)
    eve = make_staff(email="eve@example.org", name="Eve", role=Role.MODERATOR).reader
    assert not eve.is_superuser
    assert [group.name for group in eve.groups.all()] == ["moderator"]


def test_giving_a_role_is_on_record(uk):
    make_staff(email="eve@example.org", name="Eve", role=Role.EDITOR)
    assert ModelLogEntry.objects.get(action="standfirst.staff").data == {"role": "editor"}


@pytest.mark.parametrize(("email", "password"), [("no address", None), ("eve@example.org", "short")])
def test_what_will_not_do_is_refused_and_nobody_is_made(uk, email, password):
    with pytest.raises(ValidationError):
        make_staff(email=email, name="Eve", role=Role.EDITOR, password=password)
    assert not Reader.objects.exists()


def test_the_command_answers_in_json(uk, capsys):
    assert main(["createstaff", "eve@example.org", "--name", "Eve", "--role", "editor", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert Reader.objects.get(email="eve@example.org").check_password(answer["password"])


def test_the_command_takes_a_password_from_standard_input(uk, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("a long enough secret\n"))
    assert main(["createstaff", "eve@example.org", "--role", "editor", "--password-stdin"]) == 0
    assert Reader.objects.get().check_password("a long enough secret")
    assert "secret" not in capsys.readouterr().out


def test_the_command_says_what_is_wrong_in_one_line(uk, capsys):
    assert main(["createstaff", "nobody", "--role", "editor"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_list_of_staff_shows_no_readers(client, ada, ben, uk):
    client.force_login(ada)
    html = client.get(reverse("wagtailusers_users:index")).content.decode()
    assert "Ada Lund" in html
    assert "Ben Okoro" not in html
    assert "ben@example.org" not in html


@pytest.mark.parametrize("name", ["edit", "delete", "history"])
def test_a_readers_number_finds_nobody_in_the_staff_pages(client, ada, ben, uk, name):
    client.force_login(ada)
    assert client.get(reverse(f"wagtailusers_users:{name}", args=[ben.pk])).status_code == 404


def test_an_editor_does_not_see_the_staffs_addresses(client, ben, uk):
    ben.groups.add(make_roles()[Role.EDITOR])
    client.force_login(ben)
    assert client.get(reverse("wagtailusers_users:index")).status_code == 302


def test_an_administrator_adds_somebody_by_form(client, ada, uk):
    client.force_login(ada)
    secret = "correct horse battery"
    fields = {"email": "eve@example.org", "name": "Eve", "password1": secret, "password2": secret}
    answer = client.post(reverse("wagtailusers_users:add"), fields)
    assert answer.status_code == 302, answer.context["form"].errors
    assert Reader.objects.get(name="Eve").is_staff


def test_who_is_deleted_by_an_administrator_is_forgotten_like_a_reader_who_leaves(client, ada, uk):
    eve = make_staff(email="eve@example.org", name="Eve Ray", role=Role.EDITOR).reader
    client.force_login(ada)
    answer = client.post(reverse("wagtailusers_users:delete", args=[eve.pk]))
    assert answer.status_code == 302
    assert not Reader.objects.filter(pk=eve.pk).exists()
    assert ModelLogEntry.objects.get(action=ERASED, object_id=str(eve.pk)).user == ada
    assert not ModelLogEntry.objects.filter(label__contains="Eve").exists()


def test_a_floor_above_can_let_a_role_do_more(uk, monkeypatch):
    monkeypatch.setitem(PERMISSIONS, Role.MODERATOR, set(PERMISSIONS[Role.MODERATOR]))
    grant(Role.MODERATOR, "stories.change_interest")
    assert make_roles()[Role.MODERATOR].permissions.filter(codename="change_interest").exists()
    grant(Role.MODERATOR, "stories.fly")
    with pytest.raises(LookupError, match="fly"):
        make_roles()


@pytest.fixture
def eve(client, uk):
    eve = make_staff(email="eve@example.org", name="Eve Ray", role=Role.EDITOR).reader
    client.force_login(eve)
    return eve


def test_staff_choose_their_own_zone(client, eve):
    fields = {"locale-preferred_language": "en", "locale-current_time_zone": "Asia/Tokyo"}
    themes = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    answer = client.post("/newsroom/account/", {**fields, **themes})
    assert answer.status_code == 302, answer.content.decode()
    assert Reader.objects.get(pk=eve.pk).wagtail_userprofile.current_time_zone == "Asia/Tokyo"


def test_the_newsroom_changes_nobodys_address_or_password(client, eve):
    before = Reader.objects.get(pk=eve.pk)
    fields = {"name_email-email": "thief@example.org", "password-new_password1": "stolen stolen stolen"}
    client.post("/newsroom/account/", fields)
    after = Reader.objects.get(pk=eve.pk)
    assert (after.email, after.password) == (before.email, before.password)
    assert "name_email" not in client.get("/newsroom/account/").content.decode()
    assert client.get("/newsroom/password_reset/").status_code == 404
