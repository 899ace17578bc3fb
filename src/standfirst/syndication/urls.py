"""Addresses for machines."""

from __future__ import annotations

from django.urls import path, re_path

from . import partner_views, views

_SLUG = "[a-z][a-z0-9-]*"
#: Anything at all may be sent as a key: whatever is none of ours is refused in words.
_PARTNER = r"^partners/(?:(?P<key>[^/]{1,200})/)?"
_KIND = r"\.(?P<kind>atom|rss|json)$"

urlpatterns = [
    re_path(rf"^feeds/(?P<edition>{_SLUG})\.atom$", views.edition_feed, name="edition_feed"),
    re_path(
        rf"^feeds/(?P<edition>{_SLUG})/(?P<section>{_SLUG})\.atom$", views.section_feed, name="section_feed"
    ),
    re_path(rf"{_PARTNER}feed{_KIND}", partner_views.feed, name="partner_feed"),
    re_path(rf"{_PARTNER}feeds/(?P<edition>{_SLUG}){_KIND}", partner_views.feed, name="partner_edition_feed"),
    re_path(
        rf"{_PARTNER}feeds/(?P<edition>{_SLUG})/(?P<section>{_SLUG}){_KIND}",
        partner_views.feed,
        name="partner_section_feed",
    ),
    re_path(
        rf"{_PARTNER}articles/(?P<number>[0-9]{{1,18}})\.json$", partner_views.article, name="partner_article"
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
