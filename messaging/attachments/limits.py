"""How large a file may be, and what may be spent on looking at it."""

from messaging.vocabulary import AttachmentKind

MiB = 1024**2

MOST_BYTES = {
    AttachmentKind.PICTURE: 40 * MiB,
    AttachmentKind.DOCUMENT: 100 * MiB,
    AttachmentKind.FILM: 500 * MiB,
    AttachmentKind.TEXT: 2 * MiB,
}
# A telephone's 48 megapixels pass.
MOST_PIXELS = 50_000_000
# Its reader holds every pixel four times while it works.
MOST_PIXELS_WEBP = 20_000_000
MOST_PAGES = 200
PREVIEW = 1600  # the long side, in pixels; also of a page
THUMBNAIL = 320
# Of all pictures of the pages of one document: a small file must not fill the disk.
MOST_DRAWN = 64 * MiB
DRAWN_A_PAGE = MiB // 2  # one full of photographs may take twice that, one of letters a third


def most_drawn(pages: int) -> int:
    """What the pictures of so many pages may take together."""
    return min(MOST_DRAWN, (pages + 1) * DRAWN_A_PAGE)


def most_bytes() -> int:
    """The largest file of any kind: what an upload may declare."""
    return max(MOST_BYTES.values())
