"""Argon2id as in an installation, but weak: for tests only."""

from sharing.passwords import Argon2id


class Quick(Argon2id):
    time_cost = 1
    memory_cost = 8
    parallelism = 1
