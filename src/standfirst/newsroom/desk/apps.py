from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from django.apps import AppConfig
from wagtail.documents.apps import WagtailDocsAppConfig
from wagtail.images.apps import WagtailImagesAppConfig
from wagtail.snippets.apps import WagtailSnippetsAppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class DeskConfig(AppConfig):
    name = "standfirst.newsroom.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"


class StaffConfig(WagtailUsersAppConfig):
    """Wagtail's own app of users, with our views."""

    user_viewset = "standfirst.newsroom.desk.users.StaffViewSet"


class _Nothing(ModuleType):
    """Stands where a module would be imported: whatever is asked of it, it does nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_arguments: Any) -> None:
        return None


@contextmanager
def _nothing_in_place_of(*names: str) -> Iterator[None]:
    """Modules of these names that are not there yet are not imported in the block; after it they can be."""
    placed = {name: _Nothing(name) for name in names if name not in sys.modules}
    sys.modules.update(placed)
    try:
        yield
    finally:
        for name in placed:
            del sys.modules[name]


class _WithoutAPI(AppConfig):
    """An app of Wagtail's that does not join Wagtail's API. Nobody is served that; its schemas alone are a third of the
    time in which a process starts, and of what it holds in memory."""

    def ready(self) -> None:
        own = f"{self.name}.api.v3"
        with _nothing_in_place_of("wagtail.api.v3.api", own, f"{own}.registry", f"{own}.router"):
            super().ready()


class SnippetsConfig(_WithoutAPI, WagtailSnippetsAppConfig):
    pass


class ImagesConfig(_WithoutAPI, WagtailImagesAppConfig):
    pass


class DocumentsConfig(_WithoutAPI, WagtailDocsAppConfig):
    pass
