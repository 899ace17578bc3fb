import pytest

from standfirst.newsroom.desk.roles import Role, make_roles


@pytest.fixture
def desk(client, cleo, uk):
    """A browser in which Cleo moderates."""
    cleo.groups.add(make_roles()[Role.MODERATOR])
    client.force_login(cleo)
    return client
