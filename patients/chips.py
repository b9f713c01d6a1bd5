"""What stands in a record's header because it matters at a glance."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from patients.items import APPLIED
from patients.labels import CARE_LEVEL_LABELS, CHIP_LABELS
from patients.vocabulary import CareLevel, Chip, ItemKind

LONGEST_DETAIL = 14
DANGER = frozenset({Chip.ALLERGY, Chip.VENTILATOR, Chip.POWER_CUT})
CAUTION = frozenset(
    {
        Chip.OPIOID,
        Chip.INSULIN,
        Chip.HYPOGLYCEMIA,
        Chip.ANTICOAGULANT,
        Chip.INFECTION,
        Chip.LIMB_FORBIDDEN,
        Chip.FALL,
        Chip.THICKENED_FLUIDS,
    }
)
CALM = frozenset({Chip.END_OF_LIFE, Chip.ADVANCE_CARE_PLAN})
ORDER = {chip: number for number, chip in enumerate(Chip)}
ALONE = {ItemKind.ALLERGY: Chip.ALLERGY, ItemKind.ADVANCE_CARE_PLAN: Chip.ADVANCE_CARE_PLAN}


@dataclass(frozen=True)
class ChipRow:
    label: str
    tone: str  # "danger", "caution", "calm" or "" for grey


@dataclass(frozen=True)
class Said:
    """An item in force, as far as a header needs it; the oldest comes first."""

    kind: ItemKind
    body: Mapping[str, str]


def chips(items: Iterable[Said]) -> tuple[ChipRow, ...]:
    """In the order of the vocabulary: what may kill first."""
    found = [(chip, item) for item in items if (chip := _chip(item))]
    found.sort(key=lambda pair: ORDER[pair[0]])
    rows = (ChipRow(_label(chip, item), _tone(chip)) for chip, item in found)
    return tuple(dict.fromkeys(rows))


def codes(items: Iterable[Said]) -> frozenset[Chip]:
    """Which chips there are, for those who count and sort by them."""
    return frozenset(chip for item in items if (chip := _chip(item)))


def care_level(items: Iterable[Said], on: date) -> str:
    """As "要介護3", "要介護3（区分変更申請中）", "要介護2（期限切れ）", or "" when unknown."""
    certified, applied = "", ""
    for item in items:
        if item.kind is not ItemKind.CARE_LEVEL:
            continue
        level = CareLevel(item.body["level"])
        label = str(CARE_LEVEL_LABELS[level])
        if level in APPLIED:
            applied = label
        elif not _begins_later(item, on):
            certified, applied = label, ""
            if _is_over(item, on):
                certified = _("%(level)s (expired)") % {"level": label}
    if certified and applied:
        return _("%(level)s (%(state)s)") % {"level": certified, "state": applied}
    return certified or applied


def _chip(item: Said) -> Chip | None:
    if item.kind in ALONE:
        return ALONE[item.kind]
    code = item.body.get("code") if item.kind in (ItemKind.DEVICE, ItemKind.RISK) else ""
    return Chip(code) if code else None


def _label(chip: Chip, item: Said) -> str:
    label, detail = str(CHIP_LABELS[chip]), item.body.get("text", "")
    if chip is Chip.ALLERGY:
        return f"{label}：{detail}"
    return f"{label} {detail}" if 0 < len(detail) <= LONGEST_DETAIL else label


def _tone(chip: Chip) -> str:
    if chip in DANGER:
        return "danger"
    if chip in CAUTION:
        return "caution"
    return "calm" if chip in CALM else ""


def _begins_later(item: Said, on: date) -> bool:
    first = item.body.get("valid_from")
    return bool(first) and date.fromisoformat(str(first)) > on


def _is_over(item: Said, on: date) -> bool:
    last = item.body.get("valid_until")
    return bool(last) and date.fromisoformat(str(last)) < on
