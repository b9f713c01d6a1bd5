"""What a PDF says, read back by a library that had no part in making it."""

import csv
import io
import unicodedata

import pypdfium2


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def fonts(pdf: bytes) -> set[str]:
    """Names of the fonts whose own outlines are in the file, and no others."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        used = [one.get_font() for page in document for one in page.get_objects() if one.type == 1]
        assert all(font.is_embedded for font in used)
        return {font.get_base_name() for font in used}
    finally:
        document.close()


def plain(text: str) -> str:
    """Without the breaks of lines and cells; a ligature of a PDF is its letters."""
    return "".join(unicodedata.normalize("NFC", text).split())


def table(content: bytes) -> list[dict[str, str]]:
    assert content.startswith("\ufeff".encode())
    lines = content.decode("utf-8-sig")
    assert lines.count("\r\n") >= 1
    return list(csv.DictReader(io.StringIO(lines, newline="")))
