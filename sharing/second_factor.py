"""One-time codes: of an authenticator app (RFC 6238), or written down on paper."""

import base64
import hmac
import re
import secrets
import unicodedata
from urllib.parse import quote, urlencode
from uuid import UUID

from django_otp.oath import TOTP

from sharing import clock, keys
from sharing.models import RecoveryCode, TotpDevice
from sharing.uuid7 import uuid7

SEED_BYTES = 20
STEPS_EITHER_WAY = 1
RECOVERY_CODES = 10
PRODUCT = "つなぎ"


def new_seed() -> bytes:
    return secrets.token_bytes(SEED_BYTES)


def address(seed: bytes, login_name: str) -> str:
    """What the QR code for an authenticator app holds (otpauth Key Uri Format)."""
    query = urlencode({"secret": manual_key(seed).replace(" ", ""), "issuer": PRODUCT})
    return f"otpauth://totp/{quote(PRODUCT)}:{quote(login_name)}?{query}"


def manual_key(seed: bytes) -> str:
    """The seed to type in by hand, in groups of four letters."""
    letters = base64.b32encode(seed).decode()
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def step_of(seed: bytes, code: str, after: int = -1) -> int | None:
    """The time step a code belongs to, if that is now or next to it and behind `after`."""
    totp = TOTP(seed)
    totp.time = clock.now().timestamp()
    if not re.fullmatch(r"\d{6}", code):
        return None
    if not totp.verify(int(code), tolerance=STEPS_EITHER_WAY, min_t=after + 1):
        return None
    return int(totp.t())


def enrol(account: UUID, seed: bytes, step: int) -> None:
    """This app from now on, and no other; the code of `step` is used up."""
    TotpDevice.objects.filter(account_id=account).delete()
    device = uuid7()
    TotpDevice.objects.create(
        pk=device,
        account_id=account,
        seed=keys.seal_with("totp", seed, device.bytes),
        last_step=step,
        created_at=clock.now(),
    )


def accepts(account: UUID, code: str) -> str:
    """Uses the code up. Says what it was, "totp" or "recovery-code", or nothing."""
    digits = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", code))
    if _accepts_totp(account, digits):
        return "totp"
    return "recovery-code" if _accepts_recovery_code(account, digits) else ""


def new_recovery_codes(account: UUID) -> list[str]:
    """Ten codes to write down, in place of the older ones. Digits, for a numeric keypad."""
    codes = [f"{secrets.randbelow(10**12):012d}" for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(account_id=account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account_id=account, code_hash=_hashed(account, code), created_at=clock.now())
        for code in codes
    )
    return ["-".join((code[:4], code[4:8], code[8:])) for code in codes]


def remove(account: UUID) -> None:
    TotpDevice.objects.filter(account_id=account).delete()
    RecoveryCode.objects.filter(account_id=account).delete()


def _accepts_totp(account: UUID, code: str) -> bool:
    device = TotpDevice.objects.filter(account_id=account).first()
    if device is None:
        return False
    seed = keys.open_with("totp", bytes(device.seed), device.pk.bytes)
    step = step_of(seed, code, device.last_step)
    if step is None:
        return False
    # Two requests with one code at one moment: only one of them moves the step.
    newer = TotpDevice.objects.filter(pk=device.pk, last_step__lt=step)
    return newer.update(last_step=step) == 1


def _accepts_recovery_code(account: UUID, code: str) -> bool:
    unused = RecoveryCode.objects.filter(
        account_id=account, code_hash=_hashed(account, code), used_at=None
    )
    return unused.update(used_at=clock.now()) == 1


def _hashed(account: UUID, code: str) -> str:
    secret = keys.installation_secret("recovery-codes")
    return hmac.new(secret, account.bytes + code.encode(), "sha256").hexdigest()
