"""Django's settings, all of them derived from the environment (see kernel/environment.py)."""

from __future__ import annotations

from pathlib import Path

from wholesight.kernel import environment

PACKAGE = Path(__file__).resolve().parent.parent
HOME = environment.home_directory()

SECRET_KEY = environment.secret_key(HOME)
DEBUG = environment.DEBUG.read_flag()
ALLOWED_HOSTS = environment.HOSTS.read_list()

ROOMS = [
    f"wholesight.{room.parent.name}" for room in sorted(PACKAGE.glob("*/room.py"))
] + environment.ROOMS.read_list()
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "wholesight.design",
    *ROOMS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "wholesight.config.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wholesight.config.middleware.SignInRequired",
    "wholesight.config.middleware.AddressesWithoutNul",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "wholesight.config.urls"
WSGI_APPLICATION = "wholesight.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            PACKAGE / "design" / "templates"
        ],  # before allauth's own, so that signing in looks like the rest
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "wholesight.kernel.reading.shell.shell",
            ],
        },
    }
]

DATABASES = {"default": environment.database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SESSION_ENGINE = "wholesight.kernel.people.sessions"

AUTH_USER_MODEL = "kernel.Person"
AUTHENTICATION_BACKENDS = ["wholesight.kernel.people.accounts.Accounts"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "wholesight.kernel.people.accounts.InvitedOnly"
ACCOUNT_FORMS = {
    "login": "wholesight.kernel.people.forms.SignIn",
    "change_password": "wholesight.kernel.people.forms.ChangePassword",
    "set_password": "wholesight.kernel.people.forms.SetPassword",
    "reset_password": "wholesight.kernel.people.forms.AskForNewPassword",
    "reset_password_from_key": "wholesight.kernel.people.forms.ChooseNewPassword",
    "reauthenticate": "wholesight.kernel.people.forms.StillYou",
    "add_email": "wholesight.kernel.people.forms.AddEmail",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_PREVENT_ENUMERATION = True
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

STATIC_URL = "/static/"
STATIC_ROOT = PACKAGE / "design" / "built"
WHITENOISE_MAX_AGE = 60 * 60
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+[.-][0-9A-Za-z_-]{8,}\.[a-z0-9]+$"
WHITENOISE_AUTOREFRESH = DEBUG

LANGUAGE_CODE = environment.LANGUAGE.read()
LANGUAGES = [("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.TIME_ZONE.read()

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = environment.HTTPS.read_flag()
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.HTTPS.read_flag() else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if environment.HTTPS.read_flag() else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

PAGE_SIZE_LIMIT = environment.PAGE_SIZE_LIMIT.read_number()
ATTACHMENT_SIZE_LIMIT = environment.ATTACHMENT_SIZE_LIMIT.read_number()
VAULT_FILE_LIMIT = environment.VAULT_FILE_LIMIT.read_number()
UPLOAD_SIZE_LIMIT = environment.UPLOAD_SIZE_LIMIT.read_number()
UNPACKED_SIZE_LIMIT = environment.UNPACKED_SIZE_LIMIT.read_number()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
