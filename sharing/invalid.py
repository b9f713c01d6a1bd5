"""What a form says of input that cannot be taken."""


class Invalid(Exception):
    """`fields` maps a path into the input to a sentence for the person; `code` is for programs."""

    def __init__(self, fields: dict[str, str], code: str = "invalid") -> None:
        super().__init__(code)
        self.fields = fields
        self.code = code


class TooLarge(Exception):
    """More than may be taken; `code` says of what."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
