"""One settings module; what differs between machines comes from the environment."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy


def required(name):
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set; `python3 dev.py manage ...` sets it for you.")
    return value


def switched_on(name):
    return os.environ.get(name, "") == "1"


def names(name, default=""):
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("OPOR_VAR", BASE_DIR / "var"))

DEBUG = switched_on("OPOR_DEBUG")
SECRET_KEY = required("OPOR_SECRET_KEY")
ALLOWED_HOSTS = names("OPOR_ALLOWED_HOSTS", "127.0.0.1,localhost")
HTTPS = switched_on("OPOR_HTTPS")
OPOR_BEHIND_PROXY = switched_on("OPOR_BEHIND_PROXY")

# The place this site serves, by its code of the Ministry of Home Affairs, and whether demo accounts may sign in.
OPOR_KOTA = os.environ.get("OPOR_KOTA", "32.77")
OPOR_DEMO = switched_on("OPOR_DEMO")
# Who answers for the personal data, and how to reach them: shown on /privasi/. Empty: Pemerintah Kota, no contact.
OPOR_CONTROLLER_NAME = os.environ.get("OPOR_CONTROLLER_NAME", "")
OPOR_CONTROLLER_CONTACT = os.environ.get("OPOR_CONTROLLER_CONTACT", "")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "crispy_forms",
    "axes",
    "csp",
    "kelurahan",
    "accounts",
    "products",
    "exhibitions",
    "curation",
    "catalogue",
    "monitoring",
    "demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SignInMiddleware",
    "accounts.middleware.PrivatePagesMiddleware",
    "accounts.receipts.ReceiptMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "opor.urls"
WSGI_APPLICATION = "opor.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.site",
            ],
        },
    },
]

# The application signs in as a role that owns nothing; migrations and grants run as the owner.
DATABASE_URL = required("OPOR_OWNER_DATABASE_URL" if switched_on("OPOR_AS_OWNER") else "DATABASE_URL")
DATABASES = {
    "default": {
        **dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True),
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
}
if not DATABASES["default"]["ENGINE"].endswith("postgresql"):
    raise ImproperlyConfigured("OPOR runs on PostgreSQL only; DATABASE_URL must begin with postgresql://")
DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 3
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "accounts.backends.NameOrPhoneBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.password_rules.LengthRule", "OPTIONS": {"min_length": 12}},
    {"NAME": "accounts.password_rules.GuessableRule"},
]
LOGIN_URL = reverse_lazy("accounts:sign_in")
LOGIN_REDIRECT_URL = reverse_lazy("accounts:start")
LOGOUT_REDIRECT_URL = reverse_lazy("catalogue:home")

# Ten wrong passwords for one account from one address make that pair wait; others are not locked out by it.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "accounts.sign_in.limiter_name"
AXES_CLIENT_IP_CALLABLE = "accounts.sign_in.client_address"
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 40

CRISPY_TEMPLATE_PACK = "opor"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("opor",)
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_NAME = "opor_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = names("OPOR_TRUSTED_ORIGINS")
CSRF_FAILURE_VIEW = "accounts.views.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
if OPOR_BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "accounts.log_lines.WithoutValues",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"axes": {"level": "WARNING"}},
}
