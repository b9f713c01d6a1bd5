"""Whether a name exists cannot be told from how long the refusal takes."""

from statistics import median
from time import perf_counter

import pytest
from django.test import override_settings

from sharing import clock, passwords
from sharing.models import Account
from tests.sharing.staffing import browser, person, show_password, station

ROUNDS = 7


def test_unknown_wrong_suspended_and_throttled_take_one_hash_each(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = station()
    for name in ("sato", "ohno", "tanaka"):
        person(f"人 {name}", name, here)
    Account.objects.filter(login_name="ohno").update(suspended_at=clock.now())
    passwords._decoy()
    hashes = 0
    verify = passwords.Argon2id.verify

    def counted(hasher: passwords.Argon2id, password: str, encoded: str) -> bool:
        nonlocal hashes
        hashes += 1
        return verify(hasher, password, encoded)

    monkeypatch.setattr(passwords.Argon2id, "verify", counted)
    throttled = 0
    for name in ("nobody", "sato", "ohno", *["tanaka"] * 8):
        before = hashes
        assert show_password(browser(), name, "not the password at all") == 422
        assert hashes == before + 1
        throttled += 1
    assert throttled == 11


@override_settings(PASSWORD_HASHERS=["sharing.passwords.Argon2id"])
def test_refusals_of_known_and_unknown_names_take_the_same_time(db: None) -> None:
    passwords._decoy.cache_clear()
    here = station()
    for number in range(ROUNDS):
        person(f"人 {number}", f"known{number}", here)
    show_password(browser(), "warm-up", "not the password at all")
    seconds: dict[str, list[float]] = {"known": [], "unknown": []}
    for number in range(ROUNDS):
        for kind, taken in seconds.items():
            start = perf_counter()
            show_password(browser(), f"{kind}{number}", "not the password at all")
            taken.append(perf_counter() - start)
    passwords._decoy.cache_clear()
    known, unknown = median(seconds["known"]), median(seconds["unknown"])
    # Without the decoy an unknown name would be refused in a tenth of the time.
    assert 0.6 < known / unknown < 1.6
