from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class DeskConfig(AppConfig):
    name = "standfirst.newsroom.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"


class StaffConfig(WagtailUsersAppConfig):
    """Wagtail's own app of users, with our views."""

    user_viewset = "standfirst.newsroom.desk.users.StaffViewSet"
