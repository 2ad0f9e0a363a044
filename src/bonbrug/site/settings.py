"""Django settings, from BONBRUG_ environment variables only (docs/en/settings.md lists them)."""

import secrets
from pathlib import Path
from typing import Any

from bonbrug.site import database_address, environment, key_settings, settings_checks
from bonbrug.site.sign_in_settings import *  # noqa: F403 - settings are read from this module alone
from bonbrug.site.sign_in_settings import SIGN_IN_APPS

environment.refusals.gather()  # until the end of this module, so that all are said at once
environment.known(
    {
        "BACKUPS", "BACKUP_HOURS", "DISK_FREE_MIB", "LATE_SECONDS", "MAIL_LATE_SECONDS",
        "METRICS_KEY", "SECURITY_CONTACT", "STUCK_SECONDS", "DATABASE_LINES", "SLOW_WORKERS",
        "MOST_CONNECTIONS", "MOST_PEOPLE",
        "BASE_URL", "CALLS_PER_MONTH", "CREDENTIAL_KEYS", "DATA", "DATABASE_URL",
        "DEBUG", "ENDING_DAYS", "EBOEKHOUDEN_SOAP_URL", "HOSTS", "HOUSES", "HTTPS",
        "IDLE_MINUTES", "INTERNAL_HOSTS", "KEEP_RECEIVED_DAYS", "LOG_LEVEL", "MAIL_FROM",
        "QUIET_SECONDS", "REPLY_SECONDS", "ROW_CAP", "SECRET_KEY", "SIGNING_KEYS", "SMTP_URL",
        "SOFTWARE_TOKEN", "SQLITE_SYNCHRONOUS", "WERKBONAPP_URL", "WORKERS", "SECURITY_CODE_1",
        "SECURITY_CODE_2", "TOKEN", "CHROMIUM", "TRUSTED_PROXIES",
    }
)  # fmt: skip

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
BONBRUG_WERKBONAPP_URL = environment.text("WERKBONAPP_URL", f"{BONBRUG_BASE_URL}/openapi/8")
BONBRUG_SOFTWARE_TOKEN = environment.text("SOFTWARE_TOKEN")
SIGNING_KEYS, BONBRUG_SIGNING_KEYS = key_settings.signing(DATA)
CREDENTIAL_KEYS, BONBRUG_SEALING_KEYS = key_settings.sealing(DATA)
BONBRUG_QUIET_SECONDS = environment.number("QUIET_SECONDS", 900, least=1)
BONBRUG_REPLY_SECONDS = environment.number("REPLY_SECONDS", 60, least=1)
BONBRUG_CALLS_PER_MONTH = environment.number("CALLS_PER_MONTH", 50_000, least=3_000)
BONBRUG_MOST_PEOPLE = environment.number("MOST_PEOPLE", 250, least=1)
BONBRUG_MOST_CONNECTIONS = environment.number("MOST_CONNECTIONS", 25, least=1)
BONBRUG_KEEP_RECEIVED_DAYS = environment.number("KEEP_RECEIVED_DAYS", 30, most=90)
BONBRUG_ENDING_DAYS = environment.number("ENDING_DAYS", 30, least=1, most=365)
BONBRUG_IDLE_MINUTES = environment.number("IDLE_MINUTES", 30, least=1, most=720)
BONBRUG_ROW_CAP = environment.number("ROW_CAP", 2000, least=1)
BONBRUG_WORKERS = environment.number("WORKERS", 8, least=1)
BONBRUG_SLOW_WORKERS = environment.number("SLOW_WORKERS", max(2, BONBRUG_WORKERS // 2), least=1)
BONBRUG_DATABASE_LINES = environment.number("DATABASE_LINES", 8, least=2)
LINES_BESIDE = 2  # of the queue, one per lane
PROCESS = secrets.token_hex(4)
BONBRUG_DATA = DATA
# Beyond these the health for machines is 503.
BONBRUG_BACKUPS = environment.text("BACKUPS")
BONBRUG_BACKUP_HOURS = environment.number("BACKUP_HOURS", 26, least=1)
BONBRUG_DISK_FREE_MIB = environment.number("DISK_FREE_MIB", 256)
BONBRUG_LATE_SECONDS = environment.number("LATE_SECONDS", 600, least=1)
BONBRUG_MAIL_LATE_SECONDS = environment.number("MAIL_LATE_SECONDS", 7200, least=1)
BONBRUG_STUCK_SECONDS = environment.number("STUCK_SECONDS", 3600, least=1)
BONBRUG_METRICS_KEY = environment.text("METRICS_KEY")
BONBRUG_SMTP_URL = environment.address("SMTP_URL", schemes=("smtp", "smtps"))
BONBRUG_MAIL_FROM = environment.text("MAIL_FROM")
BONBRUG_SECURITY_CONTACT = environment.text("SECURITY_CONTACT")
BONBRUG_INTERNAL_HOSTS = environment.words("INTERNAL_HOSTS")

# --- behind a proxy -------------------------------------------------------------------------------

BONBRUG_TRUSTED_PROXIES = environment.networks("TRUSTED_PROXIES")
CSRF_TRUSTED_ORIGINS = [environment.origin(BONBRUG_BASE_URL)]
OUR_HOST = environment.host(BONBRUG_BASE_URL)

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
    *SIGN_IN_APPS,
    "bonbrug.ui",
    "bonbrug.accounts",
    *(f"bonbrug.{house}" for house in HOUSES),
    "bonbrug.site",
]

MIDDLEWARE = [
    "bonbrug.site.http_compatibility.HeadWithoutBody",
    "bonbrug.site.health.pages.First",
    "bonbrug.site.proxies.Proxies",
    "bonbrug.site.http_compatibility.WithoutHost",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "bonbrug.site.static_files.StaticFiles",
    "bonbrug.site.static_files.CompressedPages",
    "bonbrug.site.idle_sessions.NoStore",
    "bonbrug.site.schema_guard.SchemaGuard",
    "bonbrug.site.request_checks.RequestChecks",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "bonbrug.site.idle_sessions.IdleSessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "bonbrug.ui.drafts.Drafts",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "bonbrug.accounts.security.acting.ActingPerson",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "bonbrug.accounts.second_factor_required.SecondFactorRequired",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "bonbrug.accounts.routes.RouteGuard",
    "bonbrug.site.read_only.ReadOnlyMode",
    "bonbrug.site.bad_requests.BadRequests",
    "bonbrug.site.exports.Exports",
    "bonbrug.ui.table_files.TableFiles",
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
                "bonbrug.site.context_processors.surroundings",
                "bonbrug.accounts.menus.mays",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "bonbrug.ui.templatetags.ui",
                "bonbrug.accounts.templatetags.roles",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
SYNCHRONOUS = ("OFF", "NORMAL", "FULL", "EXTRA")


def _database(url: str) -> dict[str, Any]:
    if not url:
        return _sqlite(DATA / "bonbrug.sqlite3")
    address, wrong = database_address.read(url)
    environment.refusals.add(*wrong)
    return {
        "ENGINE": "django.db.backends.postgresql",
        **address,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    # FULL: an acknowledged intent must survive a power cut. IMMEDIATE: a reader that becomes a
    # writer half-way is refused otherwise.
    synchronous = environment.choice("SQLITE_SYNCHRONOUS", "FULL", SYNCHRONOUS)
    pragmas = f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA foreign_keys=ON"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
        "TEST": {"NAME": DATA / "test.sqlite3"},
    }


DATABASES = {"default": _database(environment.text("DATABASE_URL"))}
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # A thread that waits for another service holds no line (link/crossing.py), so a few serve many.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"].get("OPTIONS", {}),
        "application_name": f"bonbrug/{BONBRUG_DATABASE_LINES + LINES_BESIDE}/{PROCESS}",
        "pool": {"min_size": 1, "max_size": BONBRUG_DATABASE_LINES, "timeout": 20},
    }

PASSWORD_HASHERS = ["bonbrug.accounts.password_hash.PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "bonbrug.accounts.passwords.LongEnoughValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "bonbrug.accounts.passwords.EasyToGuessValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "first_name", "last_name")},
    },
]
PASSWORD_RESET_TIMEOUT = 3600  # seconds
LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = "/"

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = "__Host-bonbrug" if HTTPS else "bonbrug"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
LANGUAGE_COOKIE_NAME = "__Host-language" if HTTPS else "django_language"
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Not no-referrer: a browser then sends "Origin: null" with a form and the form is refused.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS: list[str] = []

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "object-src": ["'none'"],
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

# request_checks.py refuses longer ones before; the longest form is an invoice of 100 lines.
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1500
DATA_UPLOAD_MAX_NUMBER_FILES = 4

STATIC_URL = "/static/"
STATIC_ROOT = Path(__file__).parent / "collected"  # made by `make .venv/pages`, inside the wheel
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "bonbrug.site.static_files.NamedByContent"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = WHITENOISE_ALLOW_ALL_ORIGINS = False

LOG_LEVEL = environment.choice("LOG_LEVEL", "INFO", LEVELS)
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"redacting": {"()": "bonbrug.site.log_redaction.RedactingFormatter"}},
    "filters": {"one_line": {"()": "bonbrug.site.log_redaction.OneLine"}},
    "handlers": {
        "err": {
            "class": "logging.StreamHandler",
            "formatter": "redacting",
            "filters": ["one_line"],
        }
    },
    "root": {"handlers": ["err"], "level": "WARNING"},
    "loggers": {
        "bonbrug": {"level": LOG_LEVEL},
        # The framework has handlers of its own, which would go past ours.
        "django": {"level": "WARNING", "handlers": []},
        "django.server": {"level": "WARNING", "handlers": [], "propagate": True},
    },
}

# --- what does not go together --------------------------------------------------------------------

environment.refusals.add(
    *settings_checks.sentences(
        settings_checks.Given(
            debug=DEBUG,
            https=HTTPS,
            base_url=BONBRUG_BASE_URL,
            hosts=ALLOWED_HOSTS,
            houses=HOUSES,
            secret_key=SECRET_KEY,
            credential_keys=CREDENTIAL_KEYS,
            signing_keys=SIGNING_KEYS,
            services={
                "BONBRUG_EBOEKHOUDEN_SOAP_URL": environment.text("EBOEKHOUDEN_SOAP_URL"),
                "BONBRUG_WERKBONAPP_URL": environment.text("WERKBONAPP_URL"),
            },
            internal=BONBRUG_INTERNAL_HOSTS,
            proxies=bool(BONBRUG_TRUSTED_PROXIES),
            smtp_url=BONBRUG_SMTP_URL,
            mail_from=BONBRUG_MAIL_FROM,
            metrics_key=BONBRUG_METRICS_KEY,
            security_contact=BONBRUG_SECURITY_CONTACT,
            database=settings_checks.DatabaseLine(
                DATABASES["default"].get("HOST", "")
                or DATABASES["default"].get("OPTIONS", {}).get("hostaddr", ""),
                DATABASES["default"].get("OPTIONS", {}).get("sslmode", ""),
            ),
        )
    )
)
environment.refusals.settle()
