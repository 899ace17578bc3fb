"""Django's own handler, which the Front runs in its threads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.web.settings")
application = get_wsgi_application()
