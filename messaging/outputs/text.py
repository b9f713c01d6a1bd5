"""Copy text: a visit in the few plain lines of a 支援経過, and in the order of a clinic's chart."""

from collections.abc import Iterable, Iterator, Mapping

from messaging.outputs.record import Record
from messaging.vocabulary import EntryKind
from patients.answer_text import Line, Section

# What a care manager needs of a nurse's visit; of every other form, all of it.
SHORT = frozenset(
    {
        "overall", "condition_text", "care", "care_note", "adherence", "leftovers", "fell",
        "fell_at", "fell_place", "caregiver_fatigue", "caregiver_sleep", "caregiver_skill",
        "home_care_note", "report_need", "evaluation", "supplies", "next_visit_date",
        "next_visit_time", "next_visit_kind", "keep_watching", "handover", "remarks", "vitals",
        "soap", "text", "asks",
    }
)  # fmt: skip
IN_THE_FIRST_LINE = frozenset({"started_at", "ended_at", "duration"})

CHART = ("S", "O", "A", "P")
PART: Mapping[str, str] = {
    **dict.fromkeys(
        ("sbar_s", "complaint", "complaint_text", "present", "present_relation", "home_care_note",
         "wishes_emergency", "wishes_last_stage", "soap.s"), "S",
    ),
    **dict.fromkeys(
        ("overall", "sbar_a", "assessment", "evaluation", "interactions", "interactions_note",
         "side_effects", "side_effects_note", "goal_result", "red_flags", "soap.a"), "A",
    ),
    **dict.fromkeys(
        ("report_need", "sbar_r", "next_visit_date", "next_visit_time", "next_visit_kind",
         "next_visit_who", "keep_watching", "handover", "remarks", "proposals", "order_medicine",
         "order_treatment", "order_observation", "order_contact", "policy_changed",
         "policy_change", "care_notes", "advice", "decision", "asks", "soap.p", "content"), "P",
    ),
}  # fmt: skip


def for_care_manager(record: Record) -> str:
    """Short and plain: when, who, how it was, what was done, what comes next."""
    head = f"{record.day} {record.hours} {record.title} {record.by}"
    lines = [line for line in _lines(record) if _is_short(record, line)]
    vitals = [line for line in lines if _top(line) == "vitals"]
    said = [_said(line) for line in lines if _top(line) != "vitals"]
    return "\n".join([head, *_joined(vitals), *said]) + "\n"


def for_chart(record: Record) -> str:
    """Vitals first, then S, O, A and P; every line of the record stands in exactly one of them."""
    whose = record.whose
    head = [f"{record.day} {record.hours} {record.title}", record.by]
    vitals = [line for line in _lines(record) if _top(line) == "vitals"]
    parts: dict[str, list[str]] = {part: [] for part in CHART}
    for part, said in _in_parts(record):
        parts[part].append(said)
    told = [f"{part}）\n" + "\n".join(said) for part, said in parts.items() if said]
    return "\n".join([f"{whose.name}（{whose.birth_text}）", *head, *_joined(vitals), *told]) + "\n"


def _in_parts(record: Record) -> Iterator[tuple[str, str]]:
    """Each line under its letter; a wound, which is a section of its own, in one line."""
    for section in record.sections:
        if _is_row(section):
            said = "、".join(f"{line.label} {line.text}" for line in section.lines)
            yield _part(section.lines[0]), f"{section.title}：{said}"
            continue
        for line in section.lines:
            if _top(line) != "vitals" and line.link_id not in IN_THE_FIRST_LINE:
                yield _part(line), _said(line)


def _is_row(section: Section) -> bool:
    """Whether its lines are all of one row: "wounds.0.number", "wounds.0.site"."""
    rows = {line.link_id.rpartition(".")[0] for line in section.lines}
    return len(rows) == 1 and rows.pop().count(".") == 1 and _top(section.lines[0]) != "vitals"


def _lines(record: Record) -> list[Line]:
    return [line for section in record.sections for line in section.lines]


def _is_short(record: Record, line: Line) -> bool:
    if line.link_id in IN_THE_FIRST_LINE:
        return False
    return record.kind is not EntryKind.VISIT_NOTE or _top(line) in SHORT


def _part(line: Line) -> str:
    return PART.get(line.link_id) or PART.get(_top(line)) or "O"


def _top(line: Line) -> str:
    """The question an answer stands under: "wounds" of "wounds.0.size"."""
    return line.link_id.partition(".")[0]


def _joined(vitals: Iterable[Line]) -> list[str]:
    """One line a set: 体温 36.4 ℃、脈拍 78 回/分."""
    sets: dict[str, list[str]] = {}
    for line in vitals:
        sets.setdefault(line.link_id.split(".")[1], []).append(f"{line.label} {line.text}")
    return ["、".join(said) for said in sets.values()]


def _said(line: Line) -> str:
    return f"{line.label}：{line.text}"
