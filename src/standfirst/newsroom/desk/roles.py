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
    known = _permissions()
    groups: dict[Role, Group] = {}
    for role in Role:
        group = groups[role] = Group.objects.get_or_create(name=role.value)[0]
        group.permissions.set(_called(name, known) for name in sorted(PERMISSIONS[role]))
        GroupPagePermission.objects.filter(group=group).delete()
        GroupPagePermission.objects.bulk_create(
            GroupPagePermission(group=group, page=root, permission=_called(f"wagtailcore.{name}", known))
            for name in sorted(_PAGES.get(role, ()))
        )
        GroupCollectionPermission.objects.filter(group=group).delete()
        GroupCollectionPermission.objects.bulk_create(
            GroupCollectionPermission(
                group=group, collection=pictures, permission=_called(f"wagtailimages.{name}", known)
            )
            for name in sorted(_PICTURES.get(role, ()))
        )
    for task in GroupApprovalTask.objects.all():
        task.groups.set([groups[Role.EDITOR]])
    return groups


def _permissions() -> dict[str, Permission]:
    """All there are, by `app.codename`."""
    return {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }


def _called(name: str, known: dict[str, Permission]) -> Permission:
    if name not in known:
        raise LookupError(f"there is no permission “{name}”")
    return known[name]


def _remove_wagtails_own() -> None:
    """Wagtail's migrations make groups and a workflow of their own; ours take their place."""
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()
    Workflow.objects.filter(name="Moderators approval").update(name="An editor looks at it")
    GroupApprovalTask.objects.filter(name="Moderators approval").update(name="An editor looks at it")
