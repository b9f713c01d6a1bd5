"""What to know before the door, what is usual for a patient, and what the care aims at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from config.demo.patients import PATIENT_BY_KEY
from config.demo.region import Region
from patients.actions.item import record_item
from patients.items import Item
from patients.vocabulary import DoorNote, ItemKind

NURSES = ("sato", "ono")
DOOR = DoorNote


@dataclass(frozen=True)
class Profile:
    """`usual` holds the keys of a baseline, `blocks` those of the observation set."""

    door: tuple[tuple[DoorNote, str], ...]
    blocks: tuple[str, ...]
    goals: tuple[str, ...]
    usual: Mapping[str, str]


PROFILES: Mapping[str, Profile] = {
    "P1": Profile(
        (
            (DOOR.PARKING, "アパート東側の3番"),
            (DOOR.KEY, "玄関脇のキーボックス。暗証番号は本人・長女に確認"),
        ),
        ("respiration", "circulation", "medication", "devices"),
        ("息切れが強くなる前に相談でき、自宅で過ごせる", "お薬を飲み忘れなく続けられる"),
        {"jcs": "1", "spo2_low": "88", "spo2_high": "92", "temperature": "36.4",
         "detail": "酸素1 L/分。日付を間違えることがある"},
    ),
    "P2": Profile(
        ((DOOR.PARKING, "門の前に1台"), (DOOR.OTHER, "夜は勝手口から。奥様は携帯が手元に")),
        ("eating", "sleep-mind", "medication", "devices", "end-of-life"),
        ("痛みが少なく、庭の見える部屋で家族と過ごせる",),
        {"jcs": "0", "spo2_low": "94", "spo2_high": "98"},
    ),
    "P3": Profile(
        ((DOOR.PARKING, "隣の畑の空き地。長男様に一声かける"), (DOOR.DOG, "柴犬。つながれている")),
        ("respiration", "eating", "adl", "skin-mouth"),
        ("むせなく口から食べ、家で暮らせる",),
        {"jcs": "0", "spo2_low": "93", "spo2_high": "97"},
    ),
    "P4": Profile(
        ((DOOR.PARKING, "家の裏、軽自動車のみ"), (DOOR.DOG, "小型犬が玄関に出てくる")),
        ("eating", "medication", "skin-mouth"),
        ("低血糖を起こさず、ご夫婦の暮らしを続けられる",),
        {"jcs": "0", "detail": "低血糖は無自覚のことがある"},
    ),
    "P5": Profile(
        (
            (DOOR.PARKING, "マンション来客用2番。管理人室で記帳"),
            (DOOR.KEY, "オートロック 奥様が解錠"),
        ),
        ("respiration", "devices", "skin-mouth", "sleep-mind"),
        ("呼吸器のトラブルなく、文字盤で思いを伝えられる",),
        {"jcs": "0", "spo2_low": "95", "spo2_high": "99"},
    ),
    "P6": Profile(
        (
            (DOOR.SIGNAL, "携帯電話は圏外。固定電話を借りる"),
            (DOOR.PARKING, "集会所の前。冬は坂を歩いて5分"),
            (DOOR.DOG, "鶏を放している。門を閉める"),
        ),
        ("eating", "skin-mouth", "wounds"),
        ("褥瘡が小さくなり、痛みなく過ごせる", "三男様が無理なく介護を続けられる"),
        {"jcs": "2", "spo2_low": "94", "spo2_high": "98"},
    ),
    "P7": Profile(
        ((DOOR.PARKING, "家の前に1台"), (DOOR.INFECTION, "入る前に手洗い・マスク。きょうだいなし")),
        ("respiration", "devices", "sleep-mind"),
        ("体調を崩さず、就学の準備ができる",),
        {"spo2_low": "95", "spo2_high": "99", "temperature": "36.8"},
    ),
    "P8": Profile(
        ((DOOR.PARKING, "納屋の前"), (DOOR.OTHER, "奥様は腰痛。玄関は開けてある")),
        ("bowel", "urination", "medication", "adl"),
        ("転ばずに移乗でき、庭に出られる", "尿路感染を起こさない"),
        {"jcs": "0", "spo2_low": "95", "spo2_high": "99"},
    ),
}  # fmt: skip


def describe(region: Region, rooms: Mapping[str, UUID]) -> None:
    """The nurse of each team enters what the first visits showed."""
    for key, profile in PROFILES.items():
        nurse = next(name for name in NURSES if name in PATIENT_BY_KEY[key].team)
        for item in _items(profile):
            record_item(region.actor(nurse), rooms[key], item)


def _items(profile: Profile) -> Iterator[Item]:
    for code, text in profile.door:
        yield Item(ItemKind.DOOR, {"code": code, "text": text})
    usual = dict.fromkeys(("jcs", "spo2_low", "spo2_high", "temperature", "detail"), "")
    yield Item(ItemKind.BASELINE, usual | dict(profile.usual))
    yield Item(ItemKind.OBSERVATION_SET, {"blocks": ",".join(profile.blocks)})
    for goal in profile.goals:
        yield Item(ItemKind.GOAL, {"text": goal, "detail": ""})
