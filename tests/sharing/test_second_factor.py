"""One-time codes: RFC 6238's vectors, each code once, seeds and codes never in clear."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from sharing import clock, second_factor
from sharing.keyring import CannotOpen
from sharing.models import RecoveryCode, TotpDevice
from tests.sharing.staffing import SEED, Person, code, person, station

NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)


@pytest.fixture
def sato(db: None) -> Person:
    return person("佐藤 美咲", "sato", station())


@pytest.mark.parametrize(
    ("seconds", "digits"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(seconds: int, digits: str) -> None:
    with clock.at(datetime.fromtimestamp(seconds, UTC)):
        assert second_factor.step_of(SEED, digits) == seconds // 30


def test_a_code_works_once(sato: Person) -> None:
    with clock.at(NOON):
        assert second_factor.accepts(sato.account, code()) == "totp"
        assert second_factor.accepts(sato.account, code()) == ""


@pytest.mark.parametrize(
    ("offset", "accepted"), [(-60, ""), (-30, "totp"), (0, "totp"), (30, "totp"), (60, "")]
)
def test_clocks_may_be_off_by_one_step(sato: Person, offset: int, accepted: str) -> None:
    with clock.at(NOON):
        shown = code(at=NOON + timedelta(seconds=offset))
        assert second_factor.accepts(sato.account, shown) == accepted


def test_an_older_code_is_refused_after_a_newer_one(sato: Person) -> None:
    with clock.at(NOON):
        assert second_factor.accepts(sato.account, code())
        assert not second_factor.accepts(sato.account, code(at=NOON - timedelta(seconds=30)))


def test_wide_digits_and_spaces_are_understood(sato: Person) -> None:
    with clock.at(NOON):
        wide = code().translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        assert second_factor.accepts(sato.account, f"{wide[:3]} {wide[3:]}") == "totp"


@pytest.mark.parametrize("nonsense", ["", "12345", "1234567", "abcdef", "-12345", "٠١٢٣٤٥x"])
def test_what_is_no_code_is_refused(sato: Person, nonsense: str) -> None:
    assert second_factor.accepts(sato.account, nonsense) == ""


def test_ten_recovery_codes_work_once_each_and_for_their_owner_only(sato: Person) -> None:
    other = person("大野 恵", "ohno", sato.organization)
    codes = second_factor.new_recovery_codes(sato.account)
    assert len(set(codes)) == 10
    assert second_factor.accepts(other.account, codes[0]) == ""
    assert second_factor.accepts(sato.account, codes[0]) == "recovery-code"
    assert second_factor.accepts(sato.account, codes[0]) == ""
    assert RecoveryCode.objects.filter(used_at=None).count() == 9


def test_new_recovery_codes_replace_the_old_ones(sato: Person) -> None:
    old = second_factor.new_recovery_codes(sato.account)
    second_factor.new_recovery_codes(sato.account)
    assert second_factor.accepts(sato.account, old[0]) == ""


def test_neither_seed_nor_codes_lie_in_the_database(sato: Person) -> None:
    codes = second_factor.new_recovery_codes(sato.account)
    with connection.cursor() as cursor:
        cursor.execute("SELECT seed FROM sharing_totpdevice")
        seed = bytes(cursor.fetchone()[0])
        cursor.execute("SELECT code_hash FROM sharing_recoverycode")
        hashes = {row[0] for row in cursor.fetchall()}
    assert SEED not in seed
    assert len(hashes) == 10
    assert not any(one.replace("-", "") in found for one in codes for found in hashes)


def test_a_seed_moved_to_another_device_does_not_open(sato: Person) -> None:
    other = person("大野 恵", "ohno", sato.organization)
    stolen = TotpDevice.objects.get(account=sato.account).seed
    TotpDevice.objects.filter(account=other.account).update(seed=stolen)
    with pytest.raises(CannotOpen):
        second_factor.accepts(other.account, code())
