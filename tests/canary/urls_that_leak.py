"""The paper's addresses and one more, whose view reads past the doors."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from standfirst.newsroom.stories.models import Article
from standfirst.web.urls import urlpatterns as ours


def leak(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse(str(Article.objects.get(pk=number).body))


urlpatterns = [path("_/leak/<int:number>", leak), *ours]
