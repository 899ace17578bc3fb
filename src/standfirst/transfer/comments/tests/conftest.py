import pytest

from standfirst.transfer.comments.importing import Wishes, bring_in_comments
from standfirst.transfer.comments.testing import OLD
from standfirst.transfer.models import OldAddress


@pytest.fixture
def moved(story):
    """The story, which had an address in another house."""
    OldAddress.objects.create(address=OLD.removeprefix("https://").rstrip("/"), article=story)
    return story


@pytest.fixture
def bring_in(moved):
    def bring(path, kind="disqus", **wishes):
        return bring_in_comments(kind, path, Wishes(**wishes))

    return bring
