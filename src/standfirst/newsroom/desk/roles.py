"""Roles by name, and what each may do. Made by `standfirst init`, and again whenever a role is given."""

from __future__ import annotations

from enum import StrEnum

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
)

from standfirst.newsroom.stories.actions import make_root


class Role(StrEnum):
    """What somebody is in the newsroom. An administrator may do everything, and alone sees readers' addresses."""

    JOURNALIST = "journalist"
    EDITOR = "editor"
    MODERATOR = "moderator"
    ADMINISTRATOR = "administrator"


_WORDS = ("stories.add_author", "stories.change_author", "stories.add_topic", "stories.change_topic")
_PEOPLE = ("stories.delete_author", "stories.link_account")
_ACCESS = "wagtailadmin.access_admin"
#: Of an edition an editor changes walls, meters and words; the rest is the administrators'.
_WALLS = ("stories.change_walls", "editions.change_edition")

#: What a role may do anywhere. Floors above add theirs in web/wiring.py, by `grant`.
PERMISSIONS: dict[Role, set[str]] = {
    Role.JOURNALIST: {_ACCESS, *_WORDS},
    Role.EDITOR: {_ACCESS, *_WORDS, *_PEOPLE, "stories.delete_topic", *_WALLS},
    Role.MODERATOR: {_ACCESS},
    Role.ADMINISTRATOR: {_ACCESS},
}
_PAGES = {
    Role.JOURNALIST: {"add_page", "change_page"},
    Role.EDITOR: {"add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"},
}
_PICTURES = {
    Role.JOURNALIST: {"add_image", "change_image", "choose_image"},
    Role.EDITOR: {"add_image", "change_image", "choose_image", "delete_image"},
}


def grant(role: Role, *permissions: str) -> None:
    """Let a role do more: permissions as `app.codename`, such as "fronts.change_placement"."""
    PERMISSIONS[role].update(permissions)


@transaction.atomic
def make_roles() -> dict[Role, Group]:
    """The groups of all roles with exactly these permissions; may be called again at any time.

    Raises LookupError for a permission that does not exist.
    """
    _remove_wagtails_own()
    root, pictures = make_root(), Collection.get_first_root_node()
    groups: dict[Role, Group] = {}
    for role in Role:
        group = groups[role] = Group.objects.get_or_create(name=role.value)[0]
        group.permissions.set(_permission(name) for name in sorted(PERMISSIONS[role]))
        GroupPagePermission.objects.filter(group=group).delete()
        for codename in sorted(_PAGES.get(role, ())):
            permission = _permission(f"wagtailcore.{codename}")
            GroupPagePermission.objects.create(group=group, page=root, permission=permission)
        GroupCollectionPermission.objects.filter(group=group).delete()
        for codename in sorted(_PICTURES.get(role, ())):
            permission = _permission(f"wagtailimages.{codename}")
            GroupCollectionPermission.objects.create(group=group, collection=pictures, permission=permission)
    for task in GroupApprovalTask.objects.all():
        task.groups.set([groups[Role.EDITOR]])
    return groups


def _permission(name: str) -> Permission:
    app, _dot, codename = name.partition(".")
    found = Permission.objects.filter(content_type__app_label=app, codename=codename).first()
    if found is None:
        raise LookupError(f"there is no permission “{name}”")
    return found


def _remove_wagtails_own() -> None:
    """Wagtail's migrations make groups and a workflow of their own; ours take their place."""
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()
    Workflow.objects.filter(name="Moderators approval").update(name="An editor looks at it")
    GroupApprovalTask.objects.filter(name="Moderators approval").update(name="An editor looks at it")
