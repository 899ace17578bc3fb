"""Applications, middleware, database, files, languages."""

from __future__ import annotations

import sys
from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

from standfirst.web.configuration import ConfigurationError, read_configuration

try:
    CONFIGURATION = read_configuration()
except ConfigurationError as error:
    sys.exit(f"standfirst: {error}")

PACKAGE = Path(__file__).resolve().parent.parent.parent
DATA = CONFIGURATION.data
PAPER_NAME = CONFIGURATION.name

SECRET_KEY = CONFIGURATION.secret_key
DEBUG = CONFIGURATION.debug
ALLOWED_HOSTS = [
    CONFIGURATION.host,
    *([CONFIGURATION.newsroom_netloc.partition(":")[0]] if CONFIGURATION.newsroom_url else []),
    *(["localhost", "127.0.0.1", "[::1]"] if not CONFIGURATION.is_https else []),
]
ROOT_URLCONF = "standfirst.web.urls"
WSGI_APPLICATION = "standfirst.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

INSTALLED_APPS = [
    # Ours, from the top of the house to the bottom: a higher floor's templates win.
    "standfirst.web",
    "standfirst.transfer",
    "standfirst.forum",
    "standfirst.syndication",
    "standfirst.notices",
    "standfirst.newsroom.desk",
    "standfirst.newsroom.fronts",
    "standfirst.newsroom.numbers",
    "standfirst.newsroom.stories",
    "standfirst.newsroom.pictures",
    "standfirst.readers",
    "standfirst.editions",
    "standfirst.access",
    "standfirst.delivery",
    # Accounts.
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.apple",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.headless",
    # The editor.
    "wagtail.contrib.settings",
    "standfirst.newsroom.desk.apps.StaffConfig",  # wagtail.users, showing staff alone
    "standfirst.newsroom.desk.apps.SnippetsConfig",  # wagtail.snippets, images and documents, without Wagtail's API
    "standfirst.newsroom.desk.apps.ImagesConfig",
    "standfirst.newsroom.desk.apps.DocumentsConfig",  # the admin asks for its addresses; no menu offers it
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "standfirst.web.middleware.headers.SecurityHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "standfirst.web.middleware.origin.SameOriginCsrfMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "standfirst.web.middleware.visit.VisitMiddleware",
    "standfirst.web.middleware.hosts.HostsMiddleware",
    "standfirst.web.middleware.sign_in.SignInMiddleware",
    "standfirst.web.middleware.staff.StaffGuardMiddleware",
    # Last, so that nothing after it can touch what it takes away.
    "standfirst.web.middleware.shared_pages.SharedPageMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [DATA / "templates"],  # a paper may override any template
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "standfirst.web.context.paper",
            ],
        },
    }
]

DATABASES = {"default": dj_database_url.parse(CONFIGURATION.database_url)}
DATABASES["default"]["CONN_MAX_AGE"] = None
# A database that was restarted has ended our connections: look before one is used again.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE, so that a transaction which will write waits for the lock at its start: with the default a
    # transaction that reads first can fail with "database is locked" however long the timeout is.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # The log is folded in every 16 MB, as what is written together is mostly the same pages again.
        # What is mapped (256 MB) is read without a system call, and is in memory once for all processes.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000; "
        "PRAGMA mmap_size=268435456; PRAGMA wal_autocheckpoint=4000;",
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # A server that is gone without a word must not hold our threads for minutes (seconds, milliseconds).
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,
        "tcp_user_timeout": 15_000,
        **DATABASES["default"].get("OPTIONS", {}),
    }

# Limits are shared by all processes: a cache of each process's own would let them be passed.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
# A paper's own faces, colours and pictures stand in the place of ours: docs/guides/look.md.
STATICFILES_DIRS = [DATA / "theme"] if (DATA / "theme").is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "standfirst.web.assets.Assets"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("de", _("German"))]
LOCALE_PATHS = [PACKAGE / "locale"]

SESSION_ENGINE = "standfirst.readers.session_store"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CONFIGURATION.is_https
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
CSRF_COOKIE_SECURE = CONFIGURATION.is_https
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_HTTPONLY = (
    True  # forms and the newsroom's configuration carry the token; no script reads the cookie
)
CSRF_FAILURE_VIEW = "standfirst.web.middleware.origin.show_again"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

EMAIL_BACKEND = "standfirst.notices.mail.queue.QueueBackend"
DEFAULT_FROM_EMAIL = CONFIGURATION.mail_from or f"{PAPER_NAME} <news@{CONFIGURATION.host}>"

# Django alone tells only a debugging developer of a failed page; an operator wants it in the service's journal.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "filters": {"secrets": {"()": "standfirst.web.logs.HideSecrets"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["secrets"]},
    },
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},  # not every wrong address
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # nor every stranger's idea of our name
        "standfirst": {"level": "INFO"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
