# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings: every one that a municipality may change is read here, typed, and refused here when it is not safe.

A process has one database role. `SAMENSPEL_DATABASE_URL` is that role's way in; `site.command` puts it there.
"""

from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from samenspel.site import logs, readers
from samenspel.site.keys import KeysError, read_keys
from samenspel.site.postgres.roles import Role
from samenspel.site.providers import read_providers

BASE = Path(__file__).resolve().parent.parent

PROFILE = readers.choice("SAMENSPEL_PROFILE", "production", ("production", "demo", "test"))
SAFE = PROFILE == "production"
DEBUG = False

try:
    KEYS = read_keys(Path(readers.text("SAMENSPEL_KEYS")))
except KeysError as error:
    raise ImproperlyConfigured(str(error)) from None
SECRET_KEY = KEYS.signing

ALLOWED_HOSTS = readers.names("SAMENSPEL_HOSTS", "" if SAFE else "localhost,127.0.0.1,[::1],testserver")
if SAFE and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured("SAMENSPEL_HOSTS moet de namen noemen waaronder deze site bereikbaar is")
ORIGIN = readers.text("SAMENSPEL_ORIGIN", "" if SAFE else "http://localhost:8000")
if SAFE and not ORIGIN.startswith("https://"):
    raise ImproperlyConfigured("SAMENSPEL_ORIGIN moet met https:// beginnen")
CSRF_TRUSTED_ORIGINS = [ORIGIN]
# Where `samenspel stream` answers: an origin of its own, or ORIGIN behind a proxy; empty: pages do not hear of news.
STREAM_ORIGIN = readers.text("SAMENSPEL_STREAM_ORIGIN", "")
STREAM_URL = f"{STREAM_ORIGIN}/stroom" if STREAM_ORIGIN else ""

_url = conninfo_to_dict(readers.text("SAMENSPEL_DATABASE_URL"))
_pool = {"min_size": 1, "max_size": readers.number("SAMENSPEL_POOL", 8, low=1, high=200), "timeout": 10}
_pooled = not readers.flag("SAMENSPEL_NO_POOL", PROFILE == "test")
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _url.pop("dbname"),
        "USER": _url.pop("user"),
        "PASSWORD": _url.pop("password", ""),
        "HOST": _url.pop("host", ""),
        "PORT": str(_url.pop("port", "")),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            **_url,
            **({"pool": _pool} if _pooled else {}),
            "options": "-c statement_timeout=15000 -c lock_timeout=8000 -c idle_in_transaction_session_timeout=30000"
            " -c timezone=UTC",
        },
    }
}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "samenspel.journal",
    "samenspel.partners",
    "samenspel.notify",
    "samenspel.people",
    "samenspel.cases",
    "samenspel.plans",
    "samenspel.meetings",
    "samenspel.intake",
    "samenspel.insights",
    "samenspel.site",
    "django.forms",  # last: samenspel/site/templates/django/forms goes before its widgets
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
MIDDLEWARE = [
    "samenspel.site.logs.line_per_request",
    "samenspel.site.api.edge.edge",
    "django.middleware.security.SecurityMiddleware",
    "samenspel.site.middleware.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "samenspel.site.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samenspel.site.middleware.transaction_per_request",
    "samenspel.site.middleware.closed_by_default",
    "samenspel.site.middleware.reading_writes_nothing",
]
ROOT_URLCONF = "samenspel.site.urls"
WSGI_APPLICATION = "samenspel.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samenspel.site.base.context",
            ],
        },
    }
]

AUTH_USER_MODEL = "partners.Member"
AUTHENTICATION_BACKENDS = ["samenspel.partners.access.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"

# Signing in: django-allauth does the flows, `partners/pages/hooks.py` and `oidc.py` say what we decide otherwise.
OIDC = read_providers(readers.text("SAMENSPEL_OIDC", ""), safe=SAFE)
OIDC_THROUGH_PROXY = readers.flag("SAMENSPEL_OIDC_THROUGH_PROXY", SAFE)
ACCOUNT_ADAPTER = "samenspel.partners.pages.hooks.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
SOCIALACCOUNT_ADAPTER = "samenspel.partners.pages.oidc.Organisations"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_STORE_TOKENS = False
MFA_ADAPTER = "samenspel.partners.pages.hooks.Passkeys"
MFA_SUPPORTED_TYPES = ["webauthn", "totp"]
MFA_TOTP_TOLERANCE = 1  # a code may be typed while it changes
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SAFE
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if readers.flag("SAMENSPEL_BEHIND_PROXY", False) else 0
PASSWORD_RESET_TIMEOUT = 86_400  # seconds that an invitation to make a first passkey is good
# Counts attempts and keeps providers' keys. Per process: with several, a limit is that many times as high.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

SESSION_COOKIE_NAME = "__Host-samenspel" if SAFE else "samenspel"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = SAFE
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_IDLE = timedelta(minutes=readers.number("SAMENSPEL_IDLE_MINUTES", 15, low=1, high=15))
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SECURE = SAFE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "samenspel.site.pages.csrf_failure"
LANGUAGE_COOKIE_SECURE = SAFE
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Strict"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_SSL_REDIRECT = SAFE
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if readers.flag("SAMENSPEL_BEHIND_PROXY", False) else None
)
SECURE_HSTS_SECONDS = 31_536_000 if SAFE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SAFE
SECURE_HSTS_PRELOAD = SAFE
# Not "no-referrer": browsers then send `Origin: null` with our own forms, and every POST would be refused as forged.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
APPEND_SLASH = False

DATA_UPLOAD_MAX_MEMORY_SIZE = 36 * 1024 * 1024  # a StUF message may be 35 MB
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE.parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
STATIC_URL = "/static/"
STATIC_ROOT = Path(readers.text("SAMENSPEL_STATIC", str(BASE / "site" / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is uploaded to a disk
    "staticfiles": {"BACKEND": "samenspel.site.assets.Storage"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

EMAIL_HOST = readers.text("SAMENSPEL_SMTP_HOST", "" if SAFE else "127.0.0.1")
EMAIL_PORT = readers.number("SAMENSPEL_SMTP_PORT", 25 if SAFE else 8025, low=1, high=65535)
EMAIL_USE_TLS = readers.flag("SAMENSPEL_SMTP_TLS", SAFE)
EMAIL_HOST_USER = readers.text("SAMENSPEL_SMTP_USER", "")
EMAIL_HOST_PASSWORD = readers.text("SAMENSPEL_SMTP_PASSWORD", "")
EMAIL_TIMEOUT = 10
# Who is told, past the outbox, that a process stands still.
ALARM_MAILBOX = readers.text("SAMENSPEL_ALARM_MAILBOX", "")
DEFAULT_FROM_EMAIL = readers.text("SAMENSPEL_MAIL_FROM", "bericht@samenspel.test")

SPOOL = Path(readers.text("SAMENSPEL_SPOOL"))
# Calls that one machine client may make in ten seconds (partners.api.bearer).
CLIENT_CALLS = readers.number("SAMENSPEL_CLIENT_CALLS", 200, low=1, high=1_000_000)
# The proxy in front of us asks machine clients for a certificate, passes it on (RFC 9440), and drops what others send.
CLIENT_CERTIFICATE = readers.flag("SAMENSPEL_CLIENT_CERTIFICATE", False)
DEMO_SIGN_IN = readers.flag("SAMENSPEL_DEMO_SIGN_IN", PROFILE == "demo")
if SAFE and DEMO_SIGN_IN:
    raise ImproperlyConfigured("aanmelden met een demo-account bestaat niet in het profiel production")
EXIT_URL = readers.text("SAMENSPEL_EXIT_URL", "https://www.rijksoverheid.nl")
CONTACT = readers.text("SAMENSPEL_CONTACT", "")
API_CONTACT = readers.text("SAMENSPEL_API_CONTACT", None if SAFE else "koppelen@samenspel.test")
SECURITY_CONTACT = readers.text(
    "SAMENSPEL_SECURITY_CONTACT", None if SAFE else "mailto:veiligheid@samenspel.test"
)
THEME = readers.text("SAMENSPEL_THEME", "")
WEB_ROLE = str(Role.WEB)
LOGGING = logs.LOGGING
