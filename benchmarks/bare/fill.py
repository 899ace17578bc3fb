"""Fill the bare site with one article; run as a program inside its folder."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bare.settings")

import django

django.setup()

from django.core.management import call_command
from wagtail.models import Page, Site

from bare.articles.models import ArticlePage, SimplePage


def main(headline: str, paragraphs: list[str]) -> None:
    call_command("makemigrations", "articles", verbosity=0)
    call_command("migrate", verbosity=0)
    root = Page.objects.get(depth=1)
    root.get_children().delete()
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=SimplePage(title="Home", slug="home-page"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    section = home.add_child(instance=SimplePage(title="World", slug="world"))
    body = [("paragraph", f"<p>{text}</p>") for text in paragraphs]
    section.add_child(instance=ArticlePage(title=headline, slug="story", body=body))


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin.read().splitlines())
