"""One's own settings in the newsroom: notices, language, zone, theme.

Name, address and password belong to the reader's account, where an address is proved before it holds; Wagtail's own
form would take any, and asks for a first and a last name.
"""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.account import (
    AccountView,
    AvatarSettingsPanel,
    ChangePasswordPanel,
    NameEmailSettingsPanel,
)


class OwnSettingsView(AccountView):
    """Wagtail's account page, without what is the reader's."""

    def get_panels(self) -> list[Any]:
        elsewhere = (NameEmailSettingsPanel, AvatarSettingsPanel, ChangePasswordPanel)
        return [panel for panel in super().get_panels() if not isinstance(panel, elsewhere)]
