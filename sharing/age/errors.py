"""What can go wrong with an age file or a key: no message holds a secret."""


class AgeError(Exception):
    """Anything of the below."""


class Damaged(AgeError):
    """Not an age file, not whole, or changed since it was written."""


class Unopenable(AgeError):
    """An age file, but for none of the identities at hand."""


class Declined(AgeError):
    """Well formed, but of a kind this package does not speak."""


class BadKey(AgeError, ValueError):
    """The text is no key: mistyped, cut short, or something else altogether."""
