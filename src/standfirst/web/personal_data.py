"""Who keeps which personal data: the keepers of every floor, in one list."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from standfirst.forum import personal_data as forum
from standfirst.notices import personal_data as notices
from standfirst.readers.personal_data import Keeper, Rows, own_keepers

WHILE_WORK = _("as long as the work itself: it says which journalist did it")
#: Wagtail's models that name the journalist who did something: model, column, whether the row outlives the person.
NEWSROOM = (
    ("pictures.Picture", "uploaded_by_user", True),
    ("wagtailimages.Image", "uploaded_by_user", True),
    ("wagtaildocs.Document", "uploaded_by_user", True),
    ("wagtailcore.UploadedFile", "uploaded_by_user", True),
    ("wagtailcore.Page", "owner", True),
    ("wagtailcore.Page", "locked_by", True),
    ("wagtailcore.Revision", "user", True),
    ("wagtailcore.WorkflowState", "requested_by", True),
    ("wagtailcore.TaskState", "finished_by", True),
    ("wagtailcore.Comment", "resolved_by", True),
    ("wagtailcore.PageLogEntry", "user", True),
    ("wagtailcore.ModelLogEntry", "user", True),
    ("wagtailcore.Comment", "user", False),
    ("wagtailcore.CommentReply", "user", False),
    ("wagtailcore.PageSubscription", "user", False),
    ("wagtailcore.APIToken", "user", False),
    ("wagtailadmin.EditingSession", "user", False),
    ("wagtailadmin.FormState", "user", False),
    ("wagtailusers.UserProfile", "user", False),
)


def all_keepers() -> Iterable[Keeper]:
    yield from own_keepers()
    yield from forum.keepers()
    yield from notices.keepers()
    for name, column, detach in NEWSROOM:
        yield Rows(apps.get_model(name), column, ("pk",), WHILE_WORK, detach=detach)
