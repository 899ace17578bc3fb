"""django-allauth's second factors: passkeys for everybody; for staff also an authenticator app and recovery codes."""

MFA_ADAPTER = "standfirst.readers.factors.MFAAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# In every ceremony the device itself looks who holds it: a passkey is two proofs, and staff need no more.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# A code of the step before or after is right too, as clocks differ; `take_step` sees that none is taken twice.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# By network alone: nobody can use up somebody else's tries.
MFA_RATE_LIMITS = {"webauthn_login": "60/10m/ip"}
MFA_FORMS = {
    "authenticate": "standfirst.readers.second_factor.SecondForm",
    "authenticate_webauthn": "standfirst.readers.second_factor.SecondPasskeyForm",
    "reauthenticate": "standfirst.readers.second_factor.ProveByAppForm",
    "reauthenticate_webauthn": "standfirst.readers.second_factor.ProveByPasskeyForm",
    "login_webauthn": "standfirst.readers.second_factor.PasskeySignInForm",
    "add_webauthn": "standfirst.readers.second_factor.AddPasskeyForm",
    "edit_webauthn": "standfirst.readers.second_factor.NamePasskeyForm",
    "activate_totp": "standfirst.readers.second_factor.ActivateAppForm",
}
