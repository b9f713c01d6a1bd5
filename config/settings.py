"""The one settings module; what differs between installations comes from config.env."""

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.database import configuration
from config.env import ROOT, Env, read_keyring

env = Env.read()
BASE_DIR = ROOT
DEBUG = False
DEMO = env.demo
SECRET_KEY = env.secret_key
KEYRING = env.keyring
READ_KEYRING = read_keyring
DATA = env.data
ATTACHMENTS = env.attachments
QUOTA_PERSON = env.quota_person
QUOTA_ORGANIZATION = env.quota_organization
CLAMD = env.clamd
EPOCH_COUNTER = env.data.parent / "keyring" / f"starts-{env.data.name}"
REDIS_URL = env.redis_url
REQUEST_THREADS = env.request_threads
IDLE_SECONDS_TOUCH = env.idle_seconds_touch
IDLE_SECONDS_DESK = env.idle_seconds_desk
TRUSTED_PROXIES = env.trusted_proxies

ALLOWED_HOSTS = list(env.hosts)
CSRF_TRUSTED_ORIGINS = list(env.origins)
ROOT_URLCONF = "config.urls"
INSTALLED_APPS = [
    "config",
    "django.contrib.staticfiles",
    "django_otp",
    "csp",
    "audit",
    "sharing",
    "patients",
    "messaging",
]
MIDDLEWARE = [
    "config.tus.SpeaksTus",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.content_policy.PagePolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "sharing.session.SignedIn",
    "config.csrf.Csrf",
    "config.errors.DomainErrors",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "csp.context_processors.nonce",
                "config.context.shell",
            ],
        },
    }
]
DATABASES = {"default": configuration(env.database_url, pool_size=env.request_threads + 5)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "sharing.Account"
PASSWORD_HASHERS = ["sharing.passwords.Argon2id"]
SESSION_ENGINE = "sharing.sessions"
SESSION_COOKIE_NAME = "__Host-session" if env.secure else "session"
SESSION_COOKIE_SECURE = env.secure
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf" if env.secure else "csrf"
CSRF_COOKIE_SECURE = env.secure
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"

SECURE_SSL_REDIRECT = env.secure
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if env.secure and not env.demo else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = bool(SECURE_HSTS_SECONDS)
SECURE_HSTS_PRELOAD = bool(SECURE_HSTS_SECONDS)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.trusted_proxies else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],  # blob: pictures that are still on this device
        "media-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("Japanese")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Tokyo"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "config.storage.Hashed"},
}
WHITENOISE_USE_FINDERS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "tsunagi": {"level": "INFO"},
        # Django's own would log paths and tracebacks with local values; config.errors logs instead.
        "django.request": {"handlers": ["nowhere"], "propagate": False},
        "django.security": {"handlers": ["nowhere"], "propagate": False},
    },
}
# The check looks for Django's own class by name; config.csrf.Csrf is a subclass of it.
SILENCED_SYSTEM_CHECKS = ["security.W003"]
