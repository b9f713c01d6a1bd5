"""Static files under hashed names, and a page that outlives one that is missing."""

from config.storage import Hashed


def test_a_file_that_was_not_collected_is_named_plainly_instead_of_failing_the_page() -> None:
    storage = Hashed()
    storage.hashed_files = {"css/base.css": "css/base.0123456789ab.css"}
    assert storage.stored_name("css/base.css") == "css/base.0123456789ab.css"
    assert storage.stored_name("css/forgotten.css") == "css/forgotten.css"
