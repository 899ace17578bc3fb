from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "standfirst.newsroom.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
