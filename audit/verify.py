"""Checks an exported log offline and names what is wrong with it. Pure: imports no Django.

    python -m audit.verify FILE --key VERIFIER_KEY [--witnessed CHECKPOINT_FILE]

A log that agrees with its own checkpoints can still be an old copy, or another history signed by
the same key: only a checkpoint kept elsewhere shows that, hence `--witnessed`. Events erased with
their key are no damage. Leaves not yet placed are not covered by any promise.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from audit import merkle
from audit.checkpoint import TreeHead
from audit.lines import (
    CheckpointLine,
    Content,
    LeafLine,
    Line,
    LogEnd,
    LogStart,
    MalformedLine,
    load,
)
from audit.note import MalformedNote, UnverifiedNote, Verifier, open_note


class Damage(StrEnum):
    TAIL_CUT = "tail cut"
    DELETED = "deletion"
    REWRITTEN = "rewrite"
    REORDERED = "reorder"
    UNSIGNED = "unsigned tail"
    FORGED = "forged checkpoint"
    RESTORED = "restored old copy"
    FORKED = "another history"
    MALFORMED = "malformed export"


@dataclass(frozen=True, slots=True)
class Finding:
    damage: Damage
    detail: str

    def __str__(self) -> str:
        return f"{self.damage}: {self.detail}"


@dataclass(frozen=True, slots=True)
class Report:
    """How many leaves were read, how many a good checkpoint covers, and what is wrong."""

    size: int
    covered: int
    findings: tuple[Finding, ...]


def verify(
    texts: Iterable[str], verifiers: Sequence[Verifier], witnessed: Iterable[str] = ()
) -> Report:
    """Reads the export line by line; memory does not grow with the log.

    Raises `MalformedNote` or `UnverifiedNote` when a witnessed checkpoint itself is worthless.
    """
    heads = [TreeHead.parse(open_note(note, verifiers)) for note in witnessed]
    reading = _Reading(verifiers, sorted(heads, key=lambda head: head.size))
    try:
        for text in texts:
            reading.take(load(text))
    except MalformedLine as error:
        reading.find(Damage.MALFORMED, f"after {reading.size} leaves: {error}")
    return reading.report()


@dataclass(slots=True)
class _Reading:
    """Where the verifier stands in the log."""

    verifiers: Sequence[Verifier]
    witnessed: list[TreeHead]
    size: int = 0
    covered: int = 0
    promised: int = 0
    frontier: merkle.Frontier = field(default_factory=merkle.Frontier)
    comparable: bool = True  # false once the tree is known to differ: the first finding names it
    rising: bool = True
    last_leaf: int = 0
    started: bool = False
    ended: bool = False
    findings: list[Finding] = field(default_factory=list)

    def find(self, damage: Damage, detail: str) -> None:
        self.findings.append(Finding(damage, detail))

    def take(self, line: Line) -> None:
        if self.ended or self.started is isinstance(line, LogStart):
            raise MalformedLine("a line out of place")
        self.started = True
        match line:
            case LeafLine():
                self._take_leaf(line)
            case CheckpointLine(note):
                self._take_checkpoint(note)
            case LogEnd():
                self.ended = True

    def report(self) -> Report:
        if not self.ended:
            self.find(Damage.MALFORMED, f"the export ends early, after {self.size} leaves")
        self._compare_witnessed()
        self._judge_tail()
        return Report(self.size, self.covered, tuple(self.findings))

    def _take_leaf(self, line: LeafLine) -> None:
        self._compare_witnessed()
        self._judge_place(line)
        self._judge_content(line)
        self.rising = self.rising and line.leaf > self.last_leaf
        self.last_leaf = line.leaf
        self.size = line.index + 1
        if line.commitment is not None:
            self.frontier = self.frontier.extended(merkle.leaf_hash(line.commitment))

    def _judge_place(self, line: LeafLine) -> None:
        if line.index < self.size:
            self._differ(Damage.REORDERED, f"place {line.index} comes after {self.size - 1}")
        elif line.index > self.size:
            self._differ(Damage.DELETED, f"places {self.size} to {line.index - 1} are gone")

    def _judge_content(self, line: LeafLine) -> None:
        if line.commitment is None:
            self._differ(Damage.DELETED, f"the leaf at place {line.index} is gone")
        elif line.content is Content.ABSENT:
            self.find(Damage.DELETED, f"the event at place {line.index} is gone")
        elif line.content is Content.UNREADABLE or (
            line.content is Content.OPENED and sha256(line.opened).digest() != line.commitment
        ):
            self.find(Damage.REWRITTEN, f"the event at place {line.index} is not the one logged")

    def _take_checkpoint(self, note: str) -> None:
        try:
            head = TreeHead.parse(open_note(note, self.verifiers))
        except (MalformedNote, UnverifiedNote) as error:
            self.find(Damage.FORGED, f"after {self.size} leaves: {error}")
            return
        first, self.promised = self.covered, max(self.promised, head.size)
        if head.size < self.size:
            self.find(Damage.FORGED, f"a checkpoint of {head.size} stands after {self.size} leaves")
        elif head.size == self.size:
            self._compare(head, first)
            self.covered, self.rising = self.size, True

    def _compare(self, head: TreeHead, first: int) -> None:
        if self.comparable and self.frontier.root() != head.root:
            # Within one checkpoint leaves are placed in order of id.
            damage = Damage.REWRITTEN if self.rising else Damage.REORDERED
            self._differ(damage, f"between places {first} and {head.size - 1}")

    def _compare_witnessed(self) -> None:
        while self.witnessed and self.witnessed[0].size <= self.size:
            head = self.witnessed.pop(0)
            if self.comparable and self.frontier.root() != head.root:
                self._differ(Damage.FORKED, f"the first {head.size} leaves are not those witnessed")

    def _judge_tail(self) -> None:
        if not self.ended:
            return
        if self.promised > self.size:
            self._judge_short()
        elif self.covered < self.size:
            self.find(Damage.UNSIGNED, f"no checkpoint covers {self.covered} to {self.size - 1}")
        elif self.witnessed:
            newest = self.witnessed[-1].size
            self.find(
                Damage.RESTORED,
                f"the log ends at {self.size}, {newest} leaves were witnessed: an old copy,"
                " or its tail was cut together with the checkpoints",
            )

    def _judge_short(self) -> None:
        gone = self.promised - self.size
        if self.comparable:
            self.find(Damage.TAIL_CUT, f"{gone} leaves after {self.covered} are gone")
        elif not any(finding.damage is Damage.DELETED for finding in self.findings):
            self.find(Damage.DELETED, f"{gone} leaves are gone and the rest was moved up")

    def _differ(self, damage: Damage, detail: str) -> None:
        self.comparable = False
        self.find(damage, detail)


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when the log is whole, 1 when it is not, 2 when there was nothing to go by."""
    options = _options(arguments)
    try:
        verifiers = [Verifier.parse(key) for key in options.key]
        witnessed = [Path(name).read_text(encoding="utf-8") for name in options.witnessed]
        with Path(options.file).open(encoding="utf-8") as texts:
            report = verify(texts, verifiers, witnessed)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(describe(report))
    return 1 if report.findings else 0


def describe(report: Report) -> str:
    summary = f"{report.size} leaves, {report.covered} covered by a checkpoint"
    verdict = [str(finding) for finding in report.findings] or ["the log is whole"]
    return "\n".join([summary, *verdict]) + "\n"


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="audit.verify", description="Check an exported log.")
    parser.add_argument("file")
    parser.add_argument("--key", action="append", required=True, help="a verifier key of the log")
    parser.add_argument(
        "--witnessed", action="append", default=[], help="a file with a checkpoint kept elsewhere"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
