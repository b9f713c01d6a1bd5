"""Numbers of people and telephones as they are typed."""

import unicodedata


def plain(text: str) -> str:
    """Half width, so that a number is found and dialled however it was typed."""
    return unicodedata.normalize("NFKC", text).strip()
