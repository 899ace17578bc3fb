"""What tests of whole pages share."""

import pytest
from django.test import Client
from tests.openid import CLIENT, SECRET, Provider
from tests.ports import free_port

from .providing import configure


@pytest.fixture
def no_limits_spent(db):
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def client_b():
    return Client()


@pytest.fixture
def client_c():
    return Client()


@pytest.fixture(scope="session")
def server():
    provider = Provider(free_port())
    provider.start()
    yield provider
    provider.stop()


@pytest.fixture
def configured(settings, server):
    server.says("ben@example.org")
    said = {"name": "The University", "url": server.url, "client_id": CLIENT, "secret": SECRET}
    configure(settings, university=said)
