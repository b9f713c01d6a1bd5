"""The eight patients of the demo region, who are also the patients of the tests."""

from dataclasses import dataclass
from datetime import date

from patients.vocabulary import (
    CareLevel,
    Chip,
    IdentifierSystem,
    MayBeTold,
    RelatedPersonRelation,
    Sex,
)

RELATION = RelatedPersonRelation
NUMBER = IdentifierSystem


@dataclass(frozen=True)
class CastKeyPerson:
    name: str
    relation: RelatedPersonRelation
    telephone: str
    may_be_told: MayBeTold
    note: str = ""


@dataclass(frozen=True)
class CastPatient:
    """Team and physicians are keys of people, `backup` of an organisation."""

    key: str
    family_name: str
    given_name: str
    family_kana: str
    given_kana: str
    birth_date: date
    sex: Sex
    address: str
    telephone: str
    problems: tuple[str, ...]
    chips: tuple[tuple[Chip, str], ...]
    care_level: CareLevel
    key_persons: tuple[CastKeyPerson, ...]
    team: tuple[str, ...]
    physicians: tuple[tuple[str, str], ...]  # (key of the main one, for what)
    deputy: str = ""
    backup: str = ""
    identifiers: tuple[tuple[IdentifierSystem, str], ...] = ()
    later_care_level: CareLevel | None = None  # applied for during the story

    @property
    def name(self) -> str:
        return f"{self.family_name} {self.given_name}"


PATIENTS = (
    CastPatient(
        "P1", "山田", "ハナ", "やまだ", "はな", date(1942, 3, 8), Sex.FEMALE,
        "霧沢市朝霧町5-12", "000-0000-0201",
        ("慢性心不全", "COPD（慢性閉塞性肺疾患）", "高血圧症", "軽度認知症（JCS 普段は1）"),
        (
            (Chip.ALLERGY, "ペニシリン（発疹）"),
            (Chip.HOME_OXYGEN, "1 L/分 カニュラ、SpO2 目標 88～92 %"),
            (Chip.LIVING_ALONE, "長女は遠方。鍵は玄関脇のキーボックス"),
        ),
        CareLevel.CARE_2,
        (
            CastKeyPerson(
                "山田 由紀子", RELATION.ELDEST_DAUGHTER, "000-0000-0211", MayBeTold.EVERYTHING,
                "県外在住。夜間も電話可",
            ),
        ),
        ("sato", "tanaka", "ogawa", "suzuki", "ito", "nakamura", "nguyen"),
        (("tanaka", ""),), "ogawa", "O4",
        ((NUMBER.CARE_INSURANCE, "0000990011"), (NUMBER.LATE_ELDERLY, "99000011")),
    ),
    CastPatient(
        "P2", "木村", "正夫", "きむら", "まさお", date(1948, 5, 17), Sex.MALE,
        "木の実町泉3-8", "000-0000-0202",
        ("膵がん（終末期）", "多発肝転移"),
        (
            (Chip.OPIOID, "モルヒネ持続皮下注"),
            (Chip.INFUSION_PUMP, "PCAポンプ"),
            (Chip.CENTRAL_VENOUS_PORT, "右前胸部"),
            (Chip.END_OF_LIFE, ""),
            (Chip.ADVANCE_CARE_PLAN, "自宅で、庭の見える部屋で。心肺蘇生・救急要請を希望しない"),
        ),
        CareLevel.CARE_3,
        (
            CastKeyPerson(
                "木村 節子", RELATION.WIFE, "000-0000-0221", MayBeTold.EVERYTHING, "同居、主介護者"
            ),
            CastKeyPerson(
                "木村 浩二", RELATION.SECOND_SON, "000-0000-0222", MayBeTold.EVERYTHING, "県外在住"
            ),
        ),
        ("ono", "sato", "tanaka", "ogawa", "suzuki", "ito"),
        (("tanaka", ""),), "ogawa", "",
        ((NUMBER.CARE_INSURANCE, "0000990022"), (NUMBER.LATE_ELDERLY, "99000022")),
    ),
    CastPatient(
        "P3", "佐々木", "トミ", "ささき", "とみ", date(1938, 1, 25), Sex.FEMALE,
        "霧沢市日向町2-20", "000-0000-0203",
        ("誤嚥性肺炎", "大腿骨頸部骨折術後"),
        (
            (Chip.SUCTION, "口腔・鼻腔"),
            (Chip.THICKENED_FLUIDS, "中間のとろみ"),
            (Chip.FALL, "歩行器、トイレ移動時に注意"),
        ),
        CareLevel.CARE_3,
        (
            CastKeyPerson(
                "佐々木 一郎", RELATION.ELDEST_SON, "000-0000-0231", MayBeTold.EVERYTHING, "同居"
            ),
            CastKeyPerson(
                "佐々木 恵子", RELATION.DAUGHTER_IN_LAW, "000-0000-0232", MayBeTold.EVERYTHING,
                "長男の妻。日中の主介護者",
            ),
        ),
        (
            "mori", "takahashi", "inoue", "suzuki", "sato", "tanaka", "ito", "matsui", "nakamura",
        ),
        (("tanaka", "在宅"), ("inoue", "入院中")), "", "O4",
        ((NUMBER.CARE_INSURANCE, "0000990033"), (NUMBER.LATE_ELDERLY, "99000033")),
        later_care_level=CareLevel.CHANGING,
    ),
    CastPatient(
        "P4", "山田", "花", "やまだ", "はな", date(1945, 8, 3), Sex.FEMALE,
        "木の実町里山9-4", "000-0000-0204",
        ("2型糖尿病", "白内障"),
        (
            (Chip.INSULIN, "持効型 朝8単位"),
            (Chip.HYPOGLYCEMIA, "無自覚のことあり。ブドウ糖は食卓の上"),
        ),
        CareLevel.SUPPORT_2,
        (
            CastKeyPerson(
                "山田 茂", RELATION.HUSBAND, "000-0000-0241", MayBeTold.EVERYTHING, "同居"
            ),
        ),
        ("ono", "tanaka", "ito"),
        (("tanaka", ""),), "", "",
        ((NUMBER.CARE_INSURANCE, "0000990044"), (NUMBER.LATE_ELDERLY, "99000044")),
    ),
    CastPatient(
        "P5", "遠藤", "清", "えんどう", "きよし", date(1959, 9, 30), Sex.MALE,
        "霧沢市中央8-3", "000-0000-0205",
        ("筋萎縮性側索硬化症（ALS）",),
        (
            (Chip.VENTILATOR, "TPPV 24時間"),
            (Chip.TRACHEOSTOMY, "カフ付き 内径8.0 mm"),
            (Chip.GASTROSTOMY, "ボタン型 20 Fr"),
            (Chip.SUCTION, "気管内・口腔"),
            (Chip.POWER_CUT, "外部バッテリー2本（約8時間）、発電機あり"),
        ),
        CareLevel.CARE_5,
        (
            CastKeyPerson(
                "遠藤 和子", RELATION.WIFE, "000-0000-0251", MayBeTold.EVERYTHING, "同居、主介護者"
            ),
            CastKeyPerson(
                "遠藤 舞", RELATION.ELDEST_DAUGHTER, "000-0000-0252", MayBeTold.EVERYTHING,
                "同居。平日は仕事",
            ),
        ),
        ("ono", "sato", "tanaka", "ogawa", "nakamura"),
        (("tanaka", ""),), "ogawa", "O4",
        ((NUMBER.CARE_INSURANCE, "0000990055"), (NUMBER.PUBLIC_EXPENSE, "9900055")),
    ),
    CastPatient(
        "P6", "石川", "ヨシ", "いしかわ", "よし", date(1935, 6, 11), Sex.FEMALE,
        "雲野村大字雲野41", "000-0000-0206",
        ("アルツハイマー型認知症", "仙骨部褥瘡（D3-e3s8i1g3N3p0:18）"),
        (
            (Chip.PRESSURE_ULCER, "仙骨部 D3。体圧分散マットレス使用"),
            (Chip.ADVANCE_CARE_PLAN, "住み慣れた家で過ごしたい。経管栄養は希望しない"),
            (Chip.NO_SIGNAL, "携帯電話は圏外。固定電話を使用"),
            (Chip.DEMENTIA, ""),
        ),
        CareLevel.CARE_4,
        (
            CastKeyPerson(
                "石川 三郎", RELATION.THIRD_SON, "000-0000-0261", MayBeTold.EVERYTHING,
                "同居。畑に出ている日中は固定電話へ",
            ),
        ),
        ("sato", "tanaka", "suzuki", "ito"),
        (("tanaka", ""),), "", "",
        ((NUMBER.CARE_INSURANCE, "0000990066"), (NUMBER.LATE_ELDERLY, "99000066")),
    ),
    CastPatient(
        "P7", "阿部", "光", "あべ", "ひかる", date(2020, 4, 2), Sex.MALE,
        "霧沢市すずかけ台1-7", "000-0000-0207",
        ("低酸素性脳症後", "てんかん"),
        (
            (Chip.TRACHEOSTOMY, "カフなし"),
            (Chip.TUBE_FEEDING, "経鼻胃管 8 Fr"),
            (Chip.SUCTION, "気管内・口腔"),
        ),
        CareLevel.NONE,
        (
            CastKeyPerson(
                "阿部 彩", RELATION.MOTHER, "000-0000-0271", MayBeTold.EVERYTHING, "主介護者"
            ),
            CastKeyPerson("阿部 誠", RELATION.FATHER, "000-0000-0272", MayBeTold.EVERYTHING),
        ),
        ("ono", "tanaka", "inoue"),
        (("tanaka", "在宅での日々の診療、てんかん"), ("inoue", "呼吸管理・気管切開")), "", "O4",
        ((NUMBER.HEALTH_INSURANCE, "霧99-0077"), (NUMBER.PUBLIC_EXPENSE, "9900077")),
    ),
    CastPatient(
        "P8", "髙﨑", "𠮷男", "たかさき", "よしお", date(1944, 12, 20), Sex.MALE,
        "木の実町泉12-6", "000-0000-0208",
        ("脳梗塞後右片麻痺", "心房細動"),
        (
            (Chip.ANTICOAGULANT, "DOAC 1日2回"),
            (Chip.URINARY_CATHETER, "14 Fr、4週ごとに交換"),
            (Chip.FALL, "右片麻痺。移乗は見守り"),
        ),
        CareLevel.CARE_3,
        (
            CastKeyPerson(
                "髙﨑 文子", RELATION.WIFE, "000-0000-0281", MayBeTold.EVERYTHING, "同居、腰痛あり"
            ),
        ),
        ("sato", "tanaka", "ogawa", "suzuki", "ito", "nguyen"),
        (("tanaka", ""),), "ogawa", "",
        ((NUMBER.CARE_INSURANCE, "0000990088"), (NUMBER.LATE_ELDERLY, "99000088")),
    ),
)  # fmt: skip

PATIENT_BY_KEY = {patient.key: patient for patient in PATIENTS}
