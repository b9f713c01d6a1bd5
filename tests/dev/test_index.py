"""Where packages come from, as pip and uv were told, in the order pip and uv count."""

from pathlib import Path

import pytest

from deploy.dev import index

NEAR = "https://near.example/simple"
FAR = "https://far.example/simple"


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment with a home of its own and none of this machine's settings in it."""
    return {"HOME": str(tmp_path)}


def told(environ: dict[str, str], folder: Path) -> index.Index:
    return index.read(environ, folder / "prefix", folder / "etc")


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_settings_the_public_index_is_asked(home: dict[str, str], tmp_path: Path) -> None:
    assert told(home, tmp_path) == index.Index()


@pytest.mark.parametrize(
    "place", [".config/pip/pip.conf", ".pip/pip.conf", "etc/pip.conf", "etc/xdg/pip/pip.conf"]
)
def test_each_of_pips_files_is_read(home: dict[str, str], tmp_path: Path, place: str) -> None:
    write(tmp_path / place, f"[global]\nindex-url = {NEAR}\n")
    assert told(home, tmp_path).main == NEAR


def test_the_file_beside_the_interpreter_beats_the_one_at_home(
    home: dict[str, str], tmp_path: Path
) -> None:
    write(tmp_path / ".config/pip/pip.conf", f"[global]\nindex-url = {FAR}\n")
    write(tmp_path / "prefix/pip.conf", f"[install]\nindex_url = {NEAR}\n")
    assert told(home, tmp_path).main == NEAR


def test_a_named_file_takes_the_place_of_the_one_at_home(
    home: dict[str, str], tmp_path: Path
) -> None:
    write(tmp_path / ".config/pip/pip.conf", f"[global]\nextra-index-url = {FAR}\n")
    named = write(tmp_path / "elsewhere.conf", f"[global]\nindex-url = {NEAR}\n")
    found = told(home | {"PIP_CONFIG_FILE": str(named)}, tmp_path)
    assert (found.main, found.extra) == (NEAR, ())


def test_a_variable_beats_every_file(home: dict[str, str], tmp_path: Path) -> None:
    write(tmp_path / ".config/pip/pip.conf", f"[global]\nindex-url = {FAR}\n")
    assert told(home | {"PIP_INDEX_URL": NEAR}, tmp_path).main == NEAR


@pytest.mark.parametrize("variable", ["UV_DEFAULT_INDEX", "UV_INDEX_URL"])
def test_uvs_word_counts_where_pip_says_something_else(
    home: dict[str, str], tmp_path: Path, variable: str
) -> None:
    assert told(home | {"PIP_INDEX_URL": FAR, variable: NEAR}, tmp_path).main == NEAR


def test_uvs_own_file_is_read(home: dict[str, str], tmp_path: Path) -> None:
    text = f'[[index]]\nurl = "{NEAR}"\ndefault = true\n[[index]]\nurl = "{FAR}"\n'
    write(tmp_path / ".config/uv/uv.toml", text)
    found = told(home, tmp_path)
    assert (found.main, found.extra) == (NEAR, (FAR,))


def test_several_indexes_folders_and_hosts_are_all_kept(
    home: dict[str, str], tmp_path: Path
) -> None:
    text = f"[global]\nextra-index-url = {NEAR}\n    {FAR}\nfind-links = /one\ntrusted-host = a b\n"
    write(tmp_path / ".config/pip/pip.conf", text)
    found = told(home, tmp_path)
    assert found.extra == (NEAR, FAR)
    assert (found.links, found.trusted_hosts) == (("/one",), ("a", "b"))


def test_no_index_leaves_only_the_folders(home: dict[str, str], tmp_path: Path) -> None:
    found = told(home | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/one /two"}, tmp_path)
    assert (found.pages, found.links) == ((), ("/one", "/two"))


def test_uv_is_told_everything_pip_was_told() -> None:
    settings = index.Index(
        NEAR, (FAR,), ("/one", "/two"), True, "/certificates.pem", ("a", "b"), 15.0
    )
    assert index.uv_environment(settings) == {
        "UV_DEFAULT_INDEX": NEAR,
        "UV_INDEX": FAR,
        "UV_FIND_LINKS": "/one,/two",
        "UV_NO_INDEX": "1",
        "UV_INSECURE_HOST": "a b",
        "UV_HTTP_TIMEOUT": "15",
        "SSL_CERT_FILE": "/certificates.pem",
    }
