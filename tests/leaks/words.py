"""The canaries: a word for each place where people write, found by itself wherever it lies."""

# Where a word stands -> the word. Each is found by itself, since each is said but once.
PLACES = (
    "family", "given", "address", "amended address", "telephone", "insurer number",
    "record number", "consent note", "second consent note", "allergy", "allergy detail",
    "key person", "key person telephone", "key person detail", "physician", "end reason",
    "location", "text", "soap", "vitals comment", "reply", "response", "amended text",
    "amend reason", "retracted text", "retraction text", "order", "search word", "refused date",
    "refused text", "too large", "without token", "wrong type", "unusual comment",
    "searched", "searched here", "refused search",
    "order form", "order result", "door note", "visit remark", "cancel reason", "plan line",
    "handover point", "note remarks", "leftover drug", "ask text",
    "medicine name", "medicine dose", "medicine usage", "prescriber", "medicine reason",
    "medicine end reason", "counted medicine", "count reason",
    "draft text", "discarded draft", "phrase text", "rewritten phrase",
    "concern seen", "concern since", "concern text", "concern answer",
    "refused order", "refused visit", "refused medicine", "refused draft", "refused phrase",
    "refused concern", "refused plan",
    "file name", "file caption", "photo", "document", "film", "text file", "refused file",
    "refused file name", "file given up",
)  # fmt: skip
LETTERS, SIGNS = "canaryQz", "金糸雀の声"
KANA = "かなりあのねいろぞめき"
# What every word of the patient's is made of.
STEMS = {"letters": LETTERS, "capitals": LETTERS.upper(), "signs": SIGNS, "kana": KANA}


def mark(place: str) -> str:
    """The letters of its word alone, for files that take no signs."""
    return f"{LETTERS}{PLACES.index(place):02}"


def word(place: str) -> str:
    """Letters and signs that nothing else in the house holds."""
    text = f"{LETTERS}{PLACES.index(place):02}{SIGNS}{PLACES.index(place):02}印"
    return text.upper() if place.endswith("number") else text  # as numbers are kept
