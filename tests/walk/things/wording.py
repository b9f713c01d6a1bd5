"""What is written in the rooms of the walk: in each its own words, so that each is known again."""

WHOSE = {"P1": "秘密の", "P8": "別の部屋の", "foreign": "よその"}


def said(room: str, subject: str) -> str:
    return f"{WHOSE[room]}{subject}"
