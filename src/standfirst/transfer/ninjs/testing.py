"""Makers for tests: files from the wire."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

URI = "urn:example:wire:1"


def samples() -> Path | None:
    """The agencies' real samples: in STANDFIRST_SHARED, or in shared/ beside the checkout; None where they are not."""
    named = os.environ.get("STANDFIRST_SHARED")
    beside = [folder.parent / "shared" for folder in Path(__file__).resolve().parents]
    for shared in ([Path(named)] if named else []) + beside:
        if (shared / "data" / "ninjs").is_dir():
            return shared / "data" / "ninjs"
    return None


def wire_story(**fields: Any) -> dict[str, Any]:
    """A story of three paragraphs in ninjs 3.0; what is given replaces what it has, None takes it away."""
    story: dict[str, Any] = {
        "uri": URI,
        "type": "text",
        "version": "1",
        "firstCreated": "2023-09-12T09:57:00Z",
        "versionCreated": "2023-09-12T09:57:00Z",
        "pubStatus": "usable",
        "language": "en",
        "headlines": [{"role": "main", "value": "Bridge reopens"}],
        "bodies": [
            {"role": "html5", "contentType": "text/html", "value": "<p>One.</p><p>Two.</p><p>Three.</p>"}
        ],
    }
    return {key: value for key, value in {**story, **fields}.items() if value is not None}


def write_file(folder: Path, name: str = "story.json", **fields: Any) -> Path:
    path = folder / name
    path.write_text(json.dumps(wire_story(**fields)), encoding="utf-8")
    return path


def picture_item(name: str = "lead", href: str = "lead.jpg", **fields: Any) -> dict[str, Any]:
    """A picture as an association."""
    return {
        "name": name,
        "uri": f"urn:example:picture:{name}",
        "type": "picture",
        "descriptions": [{"role": "caption", "value": f"Caption of {name}"}],
        "renditions": [{"name": "main", "contentType": "image/jpeg", "href": href, "width": 1200}],
        **fields,
    }
