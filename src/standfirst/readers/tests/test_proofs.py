"""What proofs are worth."""

from hypothesis import given
from hypothesis import strategies as st

from standfirst.readers.proofs import APP, FRESH_FOR, PASSKEY, RECOVERY, Lack, is_fresh, lack

PASSWORD, CODE = {"method": "password"}, {"method": "code"}
OWNED = {1: APP, 2: PASSKEY, 3: RECOVERY}


def mfa(kind, number):
    return {"method": "mfa", "type": kind, "id": number}


records = st.lists(
    st.fixed_dictionaries(
        {"method": st.sampled_from(["password", "code", "mfa", "socialaccount", "other"])},
        optional={
            "type": st.sampled_from([APP, PASSKEY, RECOVERY, "x"]),
            "id": st.integers(0, 4) | st.sampled_from([None, "1"]),
            "at": st.floats(0, 5000),
        },
    ),
    max_size=5,
)


def test_a_passkey_is_enough_and_so_are_a_password_and_a_code_of_the_app():
    assert lack([mfa(PASSKEY, 2)], OWNED) is Lack.NOTHING
    assert lack([PASSWORD, mfa(APP, 1)], OWNED) is Lack.NOTHING
    assert lack([PASSWORD, mfa(RECOVERY, 9)], OWNED) is Lack.NOTHING


def test_one_of_two_is_not_enough():
    assert lack([PASSWORD], OWNED) is Lack.SECOND
    assert lack([mfa(APP, 1)], OWNED) is Lack.PASSWORD
    assert lack([CODE, mfa(APP, 1)], OWNED) is Lack.PASSWORD
    assert lack([PASSWORD, CODE], OWNED) is Lack.SECOND


def test_who_owns_nothing_has_to_get_something_first():
    assert lack([PASSWORD], {}) is Lack.FACTOR
    assert lack([PASSWORD, mfa(RECOVERY, 3)], {3: RECOVERY}) is Lack.FACTOR


@given(records, st.dictionaries(st.integers(0, 4), st.sampled_from([APP, PASSKEY, RECOVERY])))
def test_nothing_lacks_only_with_a_living_passkey_or_with_a_password_and_a_second_proof(given_, owned):
    if lack(given_, owned) is not Lack.NOTHING:
        return
    living = {
        one.get("type")
        for one in given_
        if one["method"] == "mfa" and owned.get(one.get("id")) == one.get("type")
    }
    recovered = any(one["method"] == "mfa" and one.get("type") == RECOVERY for one in given_)
    password = any(one["method"] == "password" for one in given_)
    assert PASSKEY in living or (password and (APP in living or recovered))


@given(records, st.floats(0, 5000))
def test_a_code_from_a_mail_makes_no_fresh_proof_for_staff(given_, now):
    mailed = [one for one in given_ if one["method"] not in {"password", "mfa"}]
    assert not is_fresh(mailed, now=now, staff=True)


def test_a_proof_grows_old():
    proof = [{"method": "code", "at": 100.0}]
    assert is_fresh(proof, now=100.0 + FRESH_FOR - 1, staff=False)
    assert not is_fresh(proof, now=100.0 + FRESH_FOR, staff=False)
    assert not is_fresh(proof, now=99.0, staff=False)
