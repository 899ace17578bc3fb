"""The paper's own settings, with a folder of their own and nothing that only slows a test down."""

import os
import tempfile

os.environ.setdefault("STANDFIRST_DATA", tempfile.mkdtemp(prefix="standfirst-tests-"))
os.environ.setdefault("STANDFIRST_NAME", "The Harbour Post")
os.environ.setdefault("STANDFIRST_URL", "http://localhost")

from standfirst.web.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
