"""What tests of whole pages share."""

import pytest
from django.test import Client


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
