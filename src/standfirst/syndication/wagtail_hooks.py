"""Partners in the newsroom's settings, and what is put on record of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from . import partner_desk
from .partners import CHANGED, LEAKED, MADE, NEW_KEY, REVOKED


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("partners/", partner_desk.partners, name="partners"),
        path("partners/add/", partner_desk.add, name="add_partner"),
        path("partners/<int:number>/", partner_desk.partner, name="partner"),
        path("partners/<int:number>/key/", partner_desk.new_key, name="new_partner_key"),
        path("partners/<int:number>/revoke/", partner_desk.end, name="revoke_partner"),
    ]


class PartnersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(partner_desk.PERMISSION))


@hooks.register("register_settings_menu_item")
def menu_item() -> MenuItem:
    return PartnersMenuItem(_("Partners"), reverse("partners"), name="partners", icon_name="link", order=95)


@hooks.register("register_log_actions")
def name_acts(actions: LogActionRegistry) -> None:
    actions.register_action(MADE, _("Make a partner"), _("A partner was made"))
    actions.register_action(CHANGED, _("Change a partner"), _("A partner's agreement was changed"))
    actions.register_action(NEW_KEY, _("New key for a partner"), _("A partner was given a new key"))
    actions.register_action(REVOKED, _("Revoke a partner's key"), _("A partner's key was revoked"))
    actions.register_action(LEAKED, _("Partner's key in a query"), _("A partner's key was seen in a query"))
