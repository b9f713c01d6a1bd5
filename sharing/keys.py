"""Room secrets and what is sealed with them: every column that says something about a patient.

One 32-byte secret per room and generation, wrapped by the keyring; from it, by HKDF-SHA256, the
key for columns (AES-256-GCM), the one for digests (HMAC-SHA256) and the X25519 identity that opens
the room's files (`sharing.vault`). Sealed bytes are
`01 | generation (2) | nonce (12) | ciphertext`; their associated data names the column, the row
and the version, so a value moved to another place does not open.
"""

import hmac
import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

from sharing import clock
from sharing.age import Identity, Recipient
from sharing.keyring import KEY_BYTES, NONCE_BYTES, VERSION, CannotOpen, Keyring
from sharing.models import InstallationSecret, RoomSecret

CACHED_ROOMS = 4096


@dataclass(frozen=True)
class Place:
    """Where a sealed value lies: `table.column`, the row's id, and the row's version."""

    column: str
    row: UUID
    version: int = 1

    def associated(self) -> bytes:
        return b"tsunagi/1|%s|%s|%d" % (self.column.encode(), self.row.bytes, self.version)


@dataclass(frozen=True, repr=False)
class Generation:
    number: int
    columns: AESGCM
    digests: bytes
    identity: Identity


class RoomKeys:
    """What opens and seals one room's columns. Seals with the newest generation."""

    def __init__(self, generations: Mapping[int, Generation]) -> None:
        self._generations = generations
        self._newest = generations[max(generations)]

    def seal(self, place: Place, data: bytes) -> bytes:
        head = VERSION + self._newest.number.to_bytes(2)
        nonce = secrets.token_bytes(NONCE_BYTES)
        return head + nonce + self._newest.columns.encrypt(nonce, data, head + place.associated())

    def open(self, place: Place, sealed: bytes | memoryview) -> bytes:
        sealed = bytes(sealed)
        head, nonce, body = sealed[:3], sealed[3 : 3 + NONCE_BYTES], sealed[3 + NONCE_BYTES :]
        generation = self._generations.get(int.from_bytes(head[1:]))
        if generation is None or head[:1] != VERSION:
            raise CannotOpen(place.column)
        try:
            return generation.columns.decrypt(nonce, body, head + place.associated())
        except (InvalidTag, ValueError):  # ValueError: cut short
            raise CannotOpen(place.column) from None

    def seal_json(self, place: Place, value: object) -> bytes:
        return self.seal(place, orjson.dumps(value))

    def open_json(self, place: Place, sealed: bytes | memoryview) -> dict[str, object]:
        value: dict[str, object] = orjson.loads(self.open(place, sealed))
        return value

    @property
    def recipient(self) -> Recipient:
        """For whom new files of the room are sealed."""
        return self._newest.identity.recipient

    @property
    def identities(self) -> list[Identity]:
        """What opens its files, the newest first."""
        numbers = sorted(self._generations, reverse=True)
        return [self._generations[number].identity for number in numbers]

    def digest(self, content: bytes) -> bytes:
        """HMAC under the room's first key, which every generation of the room keeps."""
        first = self._generations[min(self._generations)]
        return hmac.digest(first.digests, content, "sha256")


def create_secret(compartment: UUID) -> None:
    """A room's next generation; older ones stay for what they sealed."""
    newest = (
        RoomSecret.objects.filter(compartment_id=compartment)
        .order_by("-generation")
        .values_list("generation", flat=True)
        .first()
    )
    number = (newest or 0) + 1
    RoomSecret.objects.create(
        compartment_id=compartment,
        generation=number,
        wrapped=_keyring().wrap(secrets.token_bytes(KEY_BYTES), _secret_place(compartment, number)),
        created_at=clock.now(),
    )
    _opened.forget(compartment)


def of_room(compartment: UUID) -> RoomKeys:
    return of_rooms([compartment])[compartment]


def of_rooms(compartments: Iterable[UUID]) -> dict[UUID, RoomKeys]:
    """Keys for many rooms in at most one statement; raises `CannotOpen` for an erased room."""
    wanted = set(compartments)
    found = {room: keys for room in wanted if (keys := _opened.get(room))}
    if missing := wanted - found.keys():
        for room, keys in _load(missing).items():
            found[room] = keys
            _opened.put(room, keys)
    if wanted - found.keys():
        raise CannotOpen("a room without a secret")
    return found


def installation_secret(name: str) -> bytes:
    """A named secret of this installation, made when it is first asked for."""
    if secret := _named.get(name):
        return secret
    place = _installation_place(name)
    row, _ = InstallationSecret.objects.get_or_create(
        name=name,
        defaults={
            "wrapped": _keyring().wrap(secrets.token_bytes(KEY_BYTES), place),
            "created_at": clock.now(),
        },
    )
    secret = _unwrap(bytes(row.wrapped), place)
    # Not before commit: a secret that was rolled back must never seal anything again.
    transaction.on_commit(lambda: _named.__setitem__(name, secret))
    return secret


def is_kept(name: str) -> bool:
    """Whether a named secret exists; asking does not make it."""
    return name in _named or InstallationSecret.objects.filter(pk=name).exists()


def known_number(system: str, value: str) -> bytes:
    """The keyed tag under which an identifier can be found again (HMAC-SHA256)."""
    return hmac.digest(installation_secret("look-up"), f"{system}|{value}".encode(), "sha256")


@cache
def _installation_cipher(name: str, secret: bytes) -> AESGCM:
    return AESGCM(_derive(secret, b"tsunagi installation " + name.encode()))


def seal_with(name: str, data: bytes, associated: bytes) -> bytes:
    """Seal something of the installation's own (a TOTP seed, a session, a line of the trace)."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    cipher = _installation_cipher(name, installation_secret(name))
    return VERSION + nonce + cipher.encrypt(nonce, data, associated)


def open_with(name: str, sealed: bytes, associated: bytes) -> bytes:
    sealed = bytes(sealed)
    cipher = _installation_cipher(name, installation_secret(name))
    try:
        return cipher.decrypt(sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], associated)
    except InvalidTag:
        raise CannotOpen(name) from None


def rewrap(keyring: Keyring) -> int:
    """Wrap every secret with the keyring's current key; returns how many were changed."""
    changed = 0
    for secret in RoomSecret.objects.iterator():
        place = _secret_place(secret.compartment_id, secret.generation)
        changed += _rewrap(keyring, secret, place)
    for named in InstallationSecret.objects.all():
        changed += _rewrap(keyring, named, _installation_place(named.name))
    return changed


def _rewrap(keyring: Keyring, row: RoomSecret | InstallationSecret, place: bytes) -> bool:
    wrapped = bytes(row.wrapped)
    if Keyring.wrapped_with(wrapped) == keyring.current:
        return False
    row.wrapped = keyring.wrap(keyring.unwrap(wrapped, place), place)
    row.save(update_fields=["wrapped"])
    return True


def forget_all() -> None:
    """Drop every opened key from memory, as after a change of database."""
    _Held.keyring = None
    _opened.clear()
    _named.clear()
    _installation_cipher.cache_clear()


class _Opened:
    """The rooms opened last. One AESGCM per key, since building one costs more than using it."""

    def __init__(self) -> None:
        self._rooms: OrderedDict[UUID, RoomKeys] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, room: UUID) -> RoomKeys | None:
        with self._lock:
            if keys := self._rooms.get(room):
                self._rooms.move_to_end(room)
            return keys

    def put(self, room: UUID, keys: RoomKeys) -> None:
        with self._lock:
            self._rooms[room] = keys
            while len(self._rooms) > CACHED_ROOMS:
                self._rooms.popitem(last=False)

    def forget(self, room: UUID) -> None:
        with self._lock:
            self._rooms.pop(room, None)

    def clear(self) -> None:
        with self._lock:
            self._rooms.clear()


_opened = _Opened()
_named: dict[str, bytes] = {}


def _keyring() -> Keyring:
    return _Held.keyring or settings.KEYRING


class _Held:
    """The keyring as read again, once something was met that an older one could not open."""

    keyring: Keyring | None = None


def _unwrap(wrapped: bytes, place: bytes) -> bytes:
    """A server that runs while the keyring is rotated goes on: it reads the file again."""
    if not _keyring().holds(Keyring.wrapped_with(wrapped)):
        _Held.keyring = settings.READ_KEYRING()
    return _keyring().unwrap(wrapped, place)


def _load(compartments: set[UUID]) -> dict[UUID, RoomKeys]:
    generations: dict[UUID, dict[int, Generation]] = {}
    rows = RoomSecret.objects.filter(compartment_id__in=compartments).values_list(
        "compartment_id", "generation", "wrapped"
    )
    for room, number, wrapped in rows:
        secret = _unwrap(bytes(wrapped), _secret_place(room, number))
        generations.setdefault(room, {})[number] = Generation(
            number,
            AESGCM(_derive(secret, b"tsunagi columns")),
            _derive(secret, b"tsunagi digests"),
            Identity(_derive(secret, b"tsunagi attachments")),
        )
    return {room: RoomKeys(found) for room, found in generations.items()}


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose).derive(secret)


def _secret_place(compartment: UUID, generation: int) -> bytes:
    return b"room-secret|%s|%d" % (compartment.bytes, generation)


def _installation_place(name: str) -> bytes:
    return b"installation-secret|" + name.encode()
