"""Pictures from the wire into the picture library."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from standfirst.kit.pictures import PictureRefused
from standfirst.newsroom.pictures.actions import add_picture
from standfirst.newsroom.pictures.models import Picture

from .errors import WireError
from .files import best_file
from .mapping import words_of
from .placing import Placed
from .reading import WirePicture


@dataclass(slots=True)
class Library:
    """Takes in the pictures of one story. Files it has written are its to take back if the story fails."""

    folder: Path
    notes: list[str] = field(default_factory=list)
    made: list[Picture] = field(default_factory=list)
    _files: dict[int, Path | None] = field(default_factory=dict)

    def is_here(self, picture: WirePicture) -> bool:
        """Whether there is a file to take; a note says so where there is none.

        Raises WireError for a rendition whose path leads out of the folder. An address that only the body's HTML
        knows is no such path: it is left out.
        """
        if id(picture) not in self._files:
            try:
                found = best_file(picture, self.folder)
            except WireError:
                if picture.place:
                    raise
                found = None
            self._files[id(picture)] = found
            if found is None:
                self._left_out(picture, "no file of it is here, and nothing is fetched from the network")
        return self._files[id(picture)] is not None

    def take(self, placed: Placed) -> Picture | None:
        """The picture in the library: the one that is there already, or a new one. None, with a note, if refused."""
        path = self._files[id(placed.picture)]
        if path is None:
            return None
        with path.open("rb") as file:
            known = self._known(placed.picture.uri, path)
            if known is not None:
                return known
            try:
                picture = add_picture(
                    file=file,
                    name=path.name,
                    words=words_of(placed.picture, placed.place),
                    uri=placed.picture.uri,
                )
            except PictureRefused as refused:
                self._left_out(placed.picture, str(refused))
                return None
        self.made.append(picture)
        return picture

    def take_back(self) -> None:
        """Delete the files of pictures whose rows were rolled back."""
        for picture in self.made:
            picture.file.delete(save=False)

    def _known(self, uri: str, path: Path) -> Picture | None:
        """The same picture, in the same version: an agency may send a better file under the same identifier."""
        size = path.stat().st_size
        for picture in Picture.objects.filter(uri=uri[:512]).order_by("-pk") if uri else ():
            if picture.get_file_size() == size:
                return picture
        return None

    def _left_out(self, picture: WirePicture, why: str) -> None:
        called = picture.name or picture.headline or picture.uri or picture.place or "of the body"
        self.notes.append(f"picture {called} is left out: {why}")
