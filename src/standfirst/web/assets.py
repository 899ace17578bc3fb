"""Static files under fingerprinted names, imports inside our ES modules included."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class Assets(ManifestStaticFilesStorage):
    support_js_module_import_aggregation = True
    manifest_strict = True
