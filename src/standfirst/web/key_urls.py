"""The addresses under /account/ that are about keys and proofs: passkeys, second proofs, fresh proof."""

from __future__ import annotations

from django.urls import path

from standfirst.readers.fresh import fresh_proof_required as fresh

from .views.account import keys, passkey, proving

# Names that begin with mfa_ or account_ are those by which allauth finds its pages.
urlpatterns = [
    path("passkey/", passkey.PasskeyView.as_view(), name="mfa_login_webauthn"),
    path("passkey/offer", passkey.offered, name="passkey_offer"),
    path("passkey/not-now", passkey.not_now, name="passkey_not_now"),
    path("second/", proving.SecondView.as_view(), name="mfa_authenticate"),
    path("prove/", proving.ProveByPasswordView.as_view(), name="account_reauthenticate"),
    path("prove/app/", proving.ProveByAppView.as_view(), name="mfa_reauthenticate"),
    path("prove/passkey/", proving.ProveByPasskeyView.as_view(), name="mfa_reauthenticate_webauthn"),
    path("prove/code/", proving.ProveByCodeView.as_view(), name="prove_by_code"),
    path("keys/", keys.keys, name="mfa_index"),
    path("keys/", keys.keys, name="mfa_list_webauthn"),
    path("keys/add/", fresh(keys.AddPasskeyView.as_view()), name="mfa_add_webauthn"),
    path("keys/<int:pk>/remove/", fresh(keys.RemovePasskeyView.as_view()), name="mfa_remove_webauthn"),
    path("keys/<int:pk>/name/", fresh(keys.NamePasskeyView.as_view()), name="mfa_edit_webauthn"),
    path("keys/app/", fresh(keys.ActivateAppView.as_view()), name="mfa_activate_totp"),
    path("keys/app/remove/", fresh(keys.RemoveAppView.as_view()), name="mfa_deactivate_totp"),
    path("keys/recovery/", fresh(keys.RecoveryCodesView.as_view()), name="mfa_view_recovery_codes"),
    path(
        "keys/recovery/new/", fresh(keys.NewRecoveryCodesView.as_view()), name="mfa_generate_recovery_codes"
    ),
]
