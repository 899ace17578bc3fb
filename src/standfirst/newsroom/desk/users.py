"""Staff in the newsroom's settings. Wagtail's list would show every reader; here only staff are shown."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView, DeleteView, EditView, HistoryView, IndexView, UserViewSet

from standfirst.readers.leaving import erase
from standfirst.readers.models import Reader


class StaffFormMixin:
    """One name instead of two; whoever is saved here is staff."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields.pop(name, None)  # type: ignore[attr-defined]

    def save(self, commit: bool = True) -> Reader:
        self.instance.is_staff = True  # type: ignore[attr-defined]
        return super().save(commit)  # type: ignore[misc]


class StaffCreationForm(StaffFormMixin, UserCreationForm):
    class Meta:
        model = Reader
        fields = ("email", "name", "is_superuser", "groups")
        widgets = {"groups": CheckboxSelectMultiple}


class StaffEditForm(StaffFormMixin, UserEditForm):
    class Meta:
        model = Reader
        fields = ("email", "name", "is_active", "is_superuser", "groups")
        widgets = {"groups": CheckboxSelectMultiple}


class StaffOnly:
    """Looks among staff alone: a reader's number in the address finds nobody."""

    def get_queryset(self) -> QuerySet[Reader]:
        return Reader.objects.filter(is_staff=True).order_by("name", "pk")

    def get_base_queryset(self) -> QuerySet[Reader]:
        return Reader.objects.filter(is_staff=True).order_by("name", "pk")

    def get_object(self, queryset: Any = None) -> Reader:
        found = super().get_object(*([queryset] if queryset is not None else []))  # type: ignore[misc]
        if not found.is_staff:
            raise Http404
        return found


class StaffIndexView(StaffOnly, IndexView):
    page_title = _("Staff")
    add_item_label = _("Add somebody")
    default_ordering = "name"

    @cached_property
    def columns(self) -> list[Column]:
        name = self._get_title_column_class(TitleColumn)
        return [
            name("name", label=_("Name"), sort_key="name", get_url=self.get_edit_url),
            Column("roles", label=_("Roles"), accessor=lambda staff: ", ".join(map(str, staff.groups.all()))),
            BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
            DateColumn("last_login", label=_("Last sign-in"), sort_key="last_login"),
        ]

    @cached_property
    def search_fields(self) -> list[str]:
        return ["name", "email"]

    def order_queryset(self, queryset: QuerySet[Reader]) -> QuerySet[Reader]:
        ordering = (
            self.ordering if str(self.ordering).lstrip("-") in {"name", "is_active", "last_login"} else "name"
        )
        return queryset.order_by(ordering, "pk").prefetch_related("groups")


class StaffEditView(StaffOnly, EditView):
    pass


class StaffDeleteView(StaffOnly, DeleteView):
    def delete_action(self) -> None:
        """As when a reader leaves: every keeper is asked; comments and the record stay, without the name."""
        erase(self.object, erases_comments=False, why="deleted in the newsroom", by=self.request.user)


class StaffHistoryView(StaffOnly, HistoryView):
    pass


class StaffViewSet(UserViewSet):
    menu_label = _("Staff")
    index_view_class = StaffIndexView
    add_view_class = CreateView
    edit_view_class = StaffEditView
    delete_view_class = StaffDeleteView
    history_view_class = StaffHistoryView

    def get_form_class(self, for_update: bool = False) -> type:
        return StaffEditForm if for_update else StaffCreationForm
