"""The cast: everybody of the demo region, who are also the people of the tests. All fictitious.

Prefecture code 99 does not exist, so no number is a real one; telephones cannot be dialled.
"""

from dataclasses import dataclass

from sharing.vocabulary import OrganizationKind, Qualification, Role

KIND = OrganizationKind
HOLDS = Qualification


@dataclass(frozen=True)
class CastOrganization:
    key: str
    name: str
    kana: str
    kind: OrganizationKind
    number: str
    address: str
    telephone: str
    note: str = ""


@dataclass(frozen=True)
class CastPerson:
    key: str
    family_name: str
    given_name: str
    kana: str
    role: Role
    organization: str
    qualifications: tuple[Qualification, ...]
    administrator: bool = False
    note: str = ""

    @property
    def name(self) -> str:
        return f"{self.family_name} {self.given_name}"


ORGANIZATIONS = (
    CastOrganization(
        "O1", "霧沢なごみ訪問看護ステーション", "きりさわなごみほうもんかんごすてーしょん",
        KIND.HOME_NURSING, "9960100015", "霧沢市朝霧町2-4-1", "000-0000-0101",
        "24時間対応体制（緊急訪問あり）",
    ),
    CastOrganization(
        "O2", "たなか在宅クリニック", "たなかざいたくくりにっく",
        KIND.CLINIC, "9910100123", "霧沢市本町1-8-3", "000-0000-0102",
        "在宅療養支援診療所（連携型機能強化型）",
    ),
    CastOrganization(
        "O3", "みどり野医院", "みどりのいいん",
        KIND.CLINIC, "9910100230", "木の実町みどり野15", "000-0000-0103",
        "医科・歯科（歯科 9930100277）。たなか在宅クリニックと夜間当番を分担",
    ),
    CastOrganization(
        "O4", "霧沢中央病院", "きりさわちゅうおうびょういん",
        KIND.HOSPITAL, "9910100347", "霧沢市中央5-1", "000-0000-0104",
        "240床。在宅療養後方支援病院。地域連携室、4階東病棟",
    ),
    CastOrganization(
        "O5", "ケアプランすずかけ", "けあぷらんすずかけ",
        KIND.CARE_MANAGEMENT, "9970100054", "霧沢市すずかけ台3-2", "000-0000-0105",
    ),
    CastOrganization(
        "O6", "いずみ薬局 木の実店", "いずみやっきょくこのみてん",
        KIND.PHARMACY, "9940100069", "木の実町泉7-1", "000-0000-0106",
        "麻薬、無菌調製、夜間電話",
    ),
    CastOrganization(
        "O7", "ヘルパーステーションひだまり", "へるぱーすてーしょんひだまり",
        KIND.HOME_HELP, "9970100070", "霧沢市日向町6-9", "000-0000-0107",
        "早朝・夜間対応",
    ),
    CastOrganization(
        "O8", "霧沢郡医師会 在宅医療・介護連携支援センター",
        "きりさわぐんいしかいざいたくいりょうかいごれんけいしえんせんたー",
        KIND.REGION_OFFICE, "", "霧沢市本町2-1", "000-0000-0108",
        "地域の事務局、相談窓口",
    ),
    CastOrganization(
        "X1", "海鳴クリニック", "うみなりくりにっく",
        KIND.CLINIC, "9919900192", "海鳴市岬1-1", "000-0000-0199",
        "別の医療圏",
    ),
)  # fmt: skip

PEOPLE = (
    CastPerson(
        "sato", "佐藤", "美咲", "さとう みさき", Role.NURSE, "O1", (HOLDS.NURSE,),
        note="訪問看護師、雲野村担当",
    ),
    CastPerson(
        "ono", "大野", "恵", "おおの めぐみ", Role.NURSE_MANAGER, "O1",
        (HOLDS.NURSE, HOLDS.CARE_MANAGER), administrator=True,
        note="管理者、夜間オンコール",
    ),
    CastPerson(
        "tanaka", "田中", "誠一", "たなか せいいち", Role.PHYSICIAN, "O2", (HOLDS.PHYSICIAN,),
        administrator=True, note="在宅医",
    ),
    CastPerson(
        "ogawa", "小川", "玲子", "おがわ れいこ", Role.PHYSICIAN, "O3", (HOLDS.PHYSICIAN,),
        administrator=True, note="副主治医、夜間当番",
    ),
    CastPerson(
        "matsui", "松井", "さくら", "まつい さくら", Role.DENTAL_HYGIENIST, "O3",
        (HOLDS.DENTAL_HYGIENIST,), note="訪問口腔ケア",
    ),
    CastPerson(
        "mori", "森", "彩香", "もり あやか", Role.WARD_NURSE, "O4", (HOLDS.NURSE,),
        note="4階東病棟",
    ),
    CastPerson(
        "takahashi", "高橋", "直樹", "たかはし なおき", Role.MEDICAL_SOCIAL_WORKER, "O4",
        (HOLDS.SOCIAL_WORKER,), administrator=True, note="地域連携室",
    ),
    CastPerson(
        "inoue", "井上", "隆", "いのうえ たかし", Role.HOSPITAL_PHYSICIAN, "O4",
        (HOLDS.PHYSICIAN,), note="呼吸器内科",
    ),
    CastPerson(
        "suzuki", "鈴木", "陽子", "すずき ようこ", Role.CHIEF_CARE_MANAGER, "O5",
        (HOLDS.CARE_MANAGER, HOLDS.CHIEF_CARE_MANAGER), administrator=True,
    ),
    CastPerson(
        "ito", "伊藤", "健", "いとう けん", Role.PHARMACIST, "O6", (HOLDS.PHARMACIST,),
        administrator=True, note="訪問薬剤管理",
    ),
    CastPerson(
        "nakamura", "中村", "由美", "なかむら ゆみ", Role.SERVICE_MANAGER, "O7",
        (HOLDS.CARE_WORKER,), administrator=True, note="ヘルパーの窓口",
    ),
    CastPerson(
        "nguyen", "グエン", "ティ・ラン", "ぐえん てぃ らん", Role.HOME_HELPER, "O7",
        (HOLDS.HOME_HELPER,),
    ),
    CastPerson(
        "watanabe", "渡辺", "真理", "わたなべ まり", Role.CARE_COORDINATOR, "O8",
        (HOLDS.PUBLIC_HEALTH_NURSE,), administrator=True, note="名簿と運用、診療情報は見ない",
    ),
    CastPerson(
        "kato", "加藤", "浩", "かとう ひろし", Role.PHYSICIAN, "X1", (HOLDS.PHYSICIAN,),
        administrator=True, note="別の医療圏の医師",
    ),
)  # fmt: skip

ORGANIZATION_BY_KEY = {organization.key: organization for organization in ORGANIZATIONS}
PERSON_BY_KEY = {person.key: person for person in PEOPLE}
