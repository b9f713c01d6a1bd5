"""Style sheets that list others go out as one file each: a page waits for two, not for twenty."""

import posixpath
import re
from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage

Found = Mapping[str, tuple[Storage, str]]

LISTED = re.compile(r'^@import "([^"]+)";\n', re.MULTILINE)


def joined(found: Found) -> dict[str, tuple[Storage, str]]:
    """What `collectstatic` found, every list replaced by the sheets it names, in their order."""
    memory = InMemoryStorage()
    put_together = dict(found)
    for name in found:
        if name.endswith(".css") and LISTED.search(_text(found, name)):
            memory.save(name, ContentFile(_whole(found, name).encode()))
            put_together[name] = (memory, name)
    return put_together


def _whole(found: Found, name: str) -> str:
    folder = posixpath.dirname(name)
    return LISTED.sub(
        lambda line: _whole(found, posixpath.normpath(posixpath.join(folder, line[1]))),
        _text(found, name),
    )


def _text(found: Found, name: str) -> str:
    storage, path = found[name]
    with storage.open(path) as sheet:
        return bytes(sheet.read()).decode()
