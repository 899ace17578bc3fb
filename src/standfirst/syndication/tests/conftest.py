import pytest

from standfirst.syndication.testing import Asking, agreed


@pytest.fixture
def wire(client, story, uk, settings):
    """A partner of the British edition, for whole stories in every format."""
    settings.SYNDICATION_LIMITS = {"wrong_key": "500/m/ip"}
    return Asking(client, *agreed(uk))
