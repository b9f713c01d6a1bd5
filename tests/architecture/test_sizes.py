"""A file tells one story: the sources stay short enough to be read in one go."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("config", "messaging", "patients", "sharing", "audit", "deploy", "tests")
LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 40


class Source(NamedTuple):
    """What is asked of a file, so that each is read once."""

    name: str
    lines: int
    has_opening: bool
    functions: tuple[tuple[str, int], ...]
    hidden_imports: tuple[int, ...]


@cache
def sources() -> tuple[Source, ...]:
    paths = (path for place in PLACES for path in sorted((ROOT / place).rglob("*.py")))
    return tuple(source(path) for path in paths if "migrations" not in path.parts)


def source(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    return Source(
        str(path.relative_to(ROOT)),
        len(text.splitlines()),
        not text.strip() or bool(ast.get_docstring(tree)),
        tuple((node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
              for node in functions(tree)),
        tuple(sorted({inner.lineno for node in functions(tree) for inner in ast.walk(node)
                      if isinstance(inner, ast.Import | ast.ImportFrom)})),
    )  # fmt: skip


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_file_is_longer_than_one_story() -> None:
    lengths = {each.name: each.lines for each in sources()}
    assert len(lengths) > 20
    assert {name: lines for name, lines in lengths.items() if lines > LINES_OF_A_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {f"{each.name}:{name}": lines for each in sources() for name, lines in each.functions}
    assert len(lengths) > 20
    assert {name: lines for name, lines in lengths.items() if lines > LINES_OF_A_FUNCTION} == {}


def test_every_module_opens_by_saying_what_it_is() -> None:
    assert [each.name for each in sources() if not each.has_opening] == []


def test_no_import_hides_inside_a_function() -> None:
    hidden = [f"{each.name}:{line}" for each in sources() for line in each.hidden_imports]
    assert hidden == []
