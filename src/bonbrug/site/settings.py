"""Django settings, from BONBRUG_ environment variables only (docs/en/settings.md lists them)."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from bonbrug.site import environment

environment.known(
    {
        "BASE_URL", "CALLS_PER_MONTH", "CREDENTIAL_KEYS", "DATA", "DATABASE_URL", "DEBUG",
        "EBOEKHOUDEN_REST_URL", "EBOEKHOUDEN_SOAP_URL", "HOSTS", "HOUSES", "HTTPS",
        "KEEP_RECEIVED_DAYS", "LOG_LEVEL", "MAIL_FROM",
        "QUIET_SECONDS", "REPLY_SECONDS", "ROW_CAP", "SECRET_KEY", "SMTP_URL", "SOFTWARE_TOKEN",
        "SQLITE_SYNCHRONOUS", "WERKBONAPP_URL", "WORKERS", "SECURITY_CODE_1", "SECURITY_CODE_2",
        "TOKEN", "CHROMIUM", "TRUSTED_PROXIES",
    }
)  # fmt: skip

HERE = Path(__file__).parent
DATA = Path(environment.text("DATA", "data")).resolve()
SECRET_KEY = environment.kept_secret(DATA, "secret_key")
DEBUG = environment.flag("DEBUG", default=False)
HTTPS = environment.flag("HTTPS", default=False)

# --- what is ours ---------------------------------------------------------------------------------

HOUSES = environment.words("HOUSES", "link,workorders,books")
BONBRUG_BASE_URL = environment.text("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
BONBRUG_EBOEKHOUDEN_SOAP_URL = environment.text(
    "EBOEKHOUDEN_SOAP_URL", f"{BONBRUG_BASE_URL}/soap.asmx"
)
BONBRUG_EBOEKHOUDEN_REST_URL = environment.text("EBOEKHOUDEN_REST_URL", BONBRUG_BASE_URL)
BONBRUG_WERKBONAPP_URL = environment.text("WERKBONAPP_URL", f"{BONBRUG_BASE_URL}/openapi/8")
BONBRUG_SOFTWARE_TOKEN = environment.text("SOFTWARE_TOKEN")
BONBRUG_KEYS = environment.keys(DATA, "credential_keys")
BONBRUG_QUIET_SECONDS = environment.number("QUIET_SECONDS", 900, least=1)
BONBRUG_REPLY_SECONDS = environment.number("REPLY_SECONDS", 60, least=1)
BONBRUG_CALLS_PER_MONTH = environment.number("CALLS_PER_MONTH", 50_000, least=3_000)
BONBRUG_KEEP_RECEIVED_DAYS = environment.number("KEEP_RECEIVED_DAYS", 30, most=90)
BONBRUG_ROW_CAP = environment.number("ROW_CAP", 2000, least=1)
BONBRUG_WORKERS = environment.number("WORKERS", 8, least=1)
BONBRUG_DATA = DATA
BONBRUG_SMTP_URL = environment.address("SMTP_URL", schemes=("smtp", "smtps"))
BONBRUG_MAIL_FROM = environment.text("MAIL_FROM")
if BONBRUG_SMTP_URL and not BONBRUG_MAIL_FROM:
    raise ImproperlyConfigured("BONBRUG_SMTP_URL needs BONBRUG_MAIL_FROM, the sender of the mail")

# --- behind a proxy -------------------------------------------------------------------------------

BONBRUG_TRUSTED_PROXIES = environment.networks("TRUSTED_PROXIES")
environment.agree(BONBRUG_BASE_URL, https=HTTPS, proxies=bool(BONBRUG_TRUSTED_PROXIES))
CSRF_TRUSTED_ORIGINS = [environment.origin(BONBRUG_BASE_URL)]
OUR_HOST = urlsplit(BONBRUG_BASE_URL).hostname or ""

# --- Django ---------------------------------------------------------------------------------------

ALLOWED_HOSTS = [*environment.words("HOSTS", "localhost,127.0.0.1,[::1]"), OUR_HOST]
ROOT_URLCONF = "bonbrug.site.urls"
WSGI_APPLICATION = "bonbrug.site.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    "axes",
    "bonbrug.ui",
    "bonbrug.accounts",
    *(f"bonbrug.{house}" for house in HOUSES),
    "bonbrug.site",
]

MIDDLEWARE = [
    "bonbrug.site.proxies.Proxies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "bonbrug.site.outdated.Outdated",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "bonbrug.ui.drafts.Drafts",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "bonbrug.site.frame.surroundings",
            ],
            "builtins": ["django.templatetags.i18n", "bonbrug.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


def _database(url: str) -> dict[str, Any]:
    if not url:
        return _sqlite(DATA / "bonbrug.sqlite3")
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or unquote(dict_of(parts.query).get("host", "")),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def dict_of(query: str) -> dict[str, str]:
    """Return the parameters of a database address, such as ``host=/path/to/socket``."""
    return dict(pair.split("=", 1) for pair in query.split("&") if "=" in pair)


def _sqlite(path: Path) -> dict[str, Any]:
    # FULL: an acknowledged intent must survive a power cut. IMMEDIATE: a reader that becomes a
    # writer half-way is refused otherwise.
    synchronous = environment.text("SQLITE_SYNCHRONOUS", "FULL")
    pragmas = f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA foreign_keys=ON"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
        "TEST": {"NAME": DATA / "test.sqlite3"},
    }


DATABASES = {"default": _database(environment.text("DATABASE_URL"))}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = "/"

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = "__Host-bonbrug" if HTTPS else "bonbrug"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Not no-referrer: a browser then sends "Origin: null" with a form and the form is refused.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS: list[str] = []

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["err"], "level": "WARNING"},
    "loggers": {
        "bonbrug": {"level": environment.text("LOG_LEVEL", "INFO")},
        "huey": {"level": "WARNING"},
        # A query string may hold a token; these two write whole addresses.
        "httpx2": {"level": "WARNING"},
        "httpcore2": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
    },
}
