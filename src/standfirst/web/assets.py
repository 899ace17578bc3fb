"""Static files under fingerprinted names, imports inside our ES modules included."""

from pathlib import Path

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from .build import stamp


class Assets(ManifestStaticFilesStorage):
    support_js_module_import_aggregation = True
    manifest_strict = True

    def save_manifest(self) -> None:
        super().save_manifest()
        stamp(Path(self.location))
