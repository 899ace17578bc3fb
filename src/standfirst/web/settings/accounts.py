"""django-allauth: one field, one flow, code first."""

AUTH_USER_MODEL = "readers.Reader"
AUTHENTICATION_BACKENDS = ["standfirst.readers.backend.ReaderBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/account/join/"
LOGIN_REDIRECT_URL = "/account/welcome"
# Messages live in the session: a cookie of their own would outlive what they are about.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

ACCOUNT_ADAPTER = "standfirst.readers.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "request_login_code": "standfirst.readers.forms.JoinForm",
    "confirm_login_code": "standfirst.readers.forms.CodeForm",
    "login": "standfirst.readers.forms.PasswordSignInForm",
    "reset_password": "standfirst.readers.resetting.ResetForm",
    "confirm_password_reset_code": "standfirst.readers.resetting.ResetCodeForm",
    "reset_password_from_key": "standfirst.readers.resetting.NewPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_CODE_FORMAT = ACCOUNT_LOGIN_BY_CODE_FORMAT
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
# What each counts is said in readers/limits.py. A day's limit keeps somebody who guesses all day, in many networks, at
# two hundred tries of a code's million, and at fifty passwords; the other ways into the account stay open meanwhile.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "60/10m/ip,10/10m/key,40/d/key",
    "code_from_here": "5/10m/key,20/d/key",
    "code_from_around": "300/10m/key",
    "reset_password": "",  # counted as a code by its form, before anybody is looked up
    "reset_password_from_key": "60/10m/ip",
    "login": "60/10m/ip",
    "login_failed": "30/10m/ip,10/10m/key,50/d/key",
    "change_password": "10/10m/user",
    "change_email": "5/10m/user,20/d/user",
    "follow": "60/10m/user",
    "picture": "10/10m/user",
    "reauthenticate": "20/10m/user",
    "prove_by_code": "5/10m/user,20/d/user",
    "read_on": "120/10m/ip",
    "give": "30/10m/user",
    "take_gift": "60/10m/ip",
    "provider": "60/10m/ip",
    "own_data": "10/10m/user",
    "newsletter": "20/h/ip",
    "newsletter_letter": "3/d/key",
}
HEADLESS_CLIENTS = ("browser",)
