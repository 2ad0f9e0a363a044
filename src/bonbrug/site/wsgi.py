"""The application that a web server calls."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from bonbrug.site import owner_only
from bonbrug.site.in_utf_8 import Utf8Request

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bonbrug.site.settings")
owner_only.from_here_on()
application = get_wsgi_application()
application.request_class = Utf8Request
owner_only.repair(settings.BONBRUG_DATA)
