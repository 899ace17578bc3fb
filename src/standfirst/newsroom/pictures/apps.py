from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "standfirst.newsroom.pictures"
    label = "pictures"
    default_auto_field = "django.db.models.BigAutoField"
