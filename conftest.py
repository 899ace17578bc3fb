"""The cast: Ada edits, Ben reads, Cleo moderates, Dan is banned. And their paper: UK, US and Germany."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings
from tests.again import made_again
from tests.database import migrated_before

from standfirst.editions.queries import read_again

#: The running paper and its browsers, for journeys wherever they stand; and the canary's paper.
pytest_plugins = ["tests.journeys.fixtures", "tests.canary.fixtures"]

#: No property is gated on time: machines are slow and shared. In CI the examples are always the same. Half as many as
#: usual: there are more than a hundred properties.
settings.register_profile(
    "untimed",
    settings.get_profile("ci" if os.environ.get("CI") else "default"),
    deadline=None,
    max_examples=50,
)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """pytest-django asks for this before it makes the test database."""
    with migrated_before():
        yield


@pytest.fixture(autouse=True)
def _editions_are_read_again():
    read_again()
    yield
    read_again()


@pytest.fixture(autouse=True)
def _watched_words_and_stated_policies_are_read_again():
    from standfirst.forum.policy import stated
    from standfirst.forum.words import watching

    for kept in (watching, stated):
        kept.read_again()
    yield
    for kept in (watching, stated):
        kept.read_again()


@pytest.fixture(autouse=True)
def _staff_signed_in_by_force_have_given_all_proofs():
    """`client.force_login` is for tests about something else: it leaves staff as after a password and an app's code."""
    from django.contrib.auth.signals import user_logged_in

    from standfirst.readers.testing import prove_fully

    def receive(request, user, **_):
        by_force = "REQUEST_METHOD" not in request.META  # made up by the client, not a browser's
        if by_force and (user.is_staff or user.groups.exists()):
            prove_fully(request, user)

    user_logged_in.connect(receive)
    yield
    user_logged_in.disconnect(receive)


@pytest.fixture
def uk(db):
    from standfirst.editions.testing import make_edition

    return make_edition("uk", wall="registered:3", countries=["GB", "IE"], order=0)


@pytest.fixture
def us(uk):
    from standfirst.editions.testing import make_edition

    return make_edition("us", language="en-US", time_zone="America/New_York", countries=["US"], order=1)


@pytest.fixture
def de(uk):
    from standfirst.editions.testing import make_edition

    return make_edition("de", language="de", time_zone="Europe/Berlin", wall="registered:3", order=2)


@pytest.fixture
def world(uk):
    from standfirst.newsroom.stories.actions import make_section

    return made_again("world", lambda: make_section(title="World", slug="world"))


@pytest.fixture
def story(world):
    """A live story of nine paragraphs; "canary" stands below the cut of the UK's wall."""
    from standfirst.newsroom.stories.testing import make_story

    made = made_again("story", lambda: make_story(section=world))
    world.refresh_from_db()  # it has a child now
    return made


def _reader(name, **fields):
    from standfirst.readers.testing import make_reader

    return make_reader(name, **fields)


@pytest.fixture
def ada(db):
    return _reader("Ada Lund", is_staff=True, is_superuser=True)


@pytest.fixture
def ben(db):
    return _reader("Ben Okoro")


@pytest.fixture
def cleo(db):
    return _reader("Cleo Marsh", is_staff=True)


@pytest.fixture
def dan(db):
    return _reader("Dan Frost")
