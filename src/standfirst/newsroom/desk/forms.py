"""Form fields of the desk."""

from __future__ import annotations

import json
from typing import Any

from django import forms


class CountriesInput(forms.TextInput):
    """Country codes as people write them, "GB, IE", over a field that keeps them as a JSON list."""

    def format_value(self, value: Any) -> str | None:
        try:
            codes = json.loads(value) if isinstance(value, str) else value
        except ValueError:
            return str(value)
        return ", ".join(map(str, codes)) if isinstance(codes, list) else str(value or "")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = super().value_from_datadict(data, files, name)
        if typed is None:
            return None
        return json.dumps([code.strip().upper() for code in str(typed).split(",") if code.strip()])
