"""Addresses for machines."""

from __future__ import annotations

from django.urls import path, re_path

from . import views

_SLUG = "[a-z][a-z0-9-]*"

urlpatterns = [
    re_path(rf"^feeds/(?P<edition>{_SLUG})\.atom$", views.edition_feed, name="edition_feed"),
    re_path(
        rf"^feeds/(?P<edition>{_SLUG})/(?P<section>{_SLUG})\.atom$", views.section_feed, name="section_feed"
    ),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path("sitemaps/pages.xml", views.sitemap_of_pages, name="sitemap_of_pages"),
    re_path(
        r"^sitemaps/articles-(?P<number>[0-9]{1,6})\.xml$",
        views.sitemap_of_articles,
        name="sitemap_of_articles",
    ),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
]
