from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "standfirst.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import wiring

        wiring.connect()
