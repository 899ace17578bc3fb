"""django-allauth's providers: who else may say who a reader is. Which there are is the operator's to say."""

from standfirst.web.providers import for_allauth

from .base import CONFIGURATION

SOCIALACCOUNT_ADAPTER = "standfirst.readers.providers.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = for_allauth(CONFIGURATION.providers)
# Whose address the provider vouches for is that reader; the two stay together when the address changes later.
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"  # an address that is not vouched for makes no account at all
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
# The address to come back to is the one that was told to the provider.
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if CONFIGURATION.is_https else "http"
