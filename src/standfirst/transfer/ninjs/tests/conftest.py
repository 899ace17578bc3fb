"""A folder of the wire, and the desk that takes its files."""

import pytest

from standfirst.transfer.ninjs.actions import Wishes
from standfirst.transfer.ninjs.importing import bring_in
from standfirst.transfer.ninjs.testing import write_file

PUBLISH = Wishes(publish=True)


@pytest.fixture
def take(tmp_path, uk, settings):
    """Writes a story to the wire's folder and imports it: its outcome."""
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = tmp_path / "wire"
    folder.mkdir()

    def take(wishes=PUBLISH, **fields):
        return next(bring_in([write_file(folder, **fields)], wishes))

    take.folder = folder
    return take
