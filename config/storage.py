"""Static files under names that change with their content, compressed beside themselves."""

from collections.abc import Iterator
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

from config.sheets import Found, joined


class Hashed(CompressedManifestStaticFilesStorage):
    """Hashed names once `collectstatic` has run; plain names before, so that tests need no copy."""

    def post_process(self, paths: Found, **options: Any) -> Iterator[tuple[str, str, bool]]:
        yield from super().post_process(joined(paths), **options)

    def stored_name(self, name: str) -> str:
        if not self.hashed_files:
            return str(self.clean_name(name))
        try:
            return str(super().stored_name(name))
        except ValueError:
            # A file that was not collected: a page without it is better than no page.
            return str(self.clean_name(name))
