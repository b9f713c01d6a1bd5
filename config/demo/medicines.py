"""What each patient took when the demo region came into being, as the pharmacist entered it."""

from collections.abc import Iterator

from config.demo.story import Event, Listed, Stopped
from patients.medication import Medicine
from patients.vocabulary import MedicationSource

SOURCE = MedicationSource
# Patient, key, name, dose, usage, where it was known from.
TAKEN = (
    ("P1", "P1-furosemide", "フロセミド錠", "20mg", "1回1錠 1日1回 朝食後", SOURCE.PRESCRIPTION),
    ("P1", "P1-bisoprolol", "ビソプロロール錠", "2.5mg", "1回1錠 1日1回 朝食後",
     SOURCE.PRESCRIPTION),
    ("P1", "P1-amlodipine", "アムロジピン錠", "5mg", "1回1錠 1日1回 朝食後", SOURCE.PRESCRIPTION),
    ("P1", "P1-tiotropium", "チオトロピウム吸入液", "5μg", "1日1回 2吸入 朝", SOURCE.PRESCRIPTION),
    ("P1", "P1-loxoprofen", "ロキソプロフェン錠", "60mg", "痛いとき 1回1錠", SOURCE.NOTEBOOK),
    ("P2", "P2-fentanyl", "フェンタニル貼付剤", "2mg", "1日1回 1枚 貼り替え", SOURCE.DISCHARGE),
    ("P2", "P2-oxycodone", "オキシコドン散（レスキュー）", "2.5mg", "痛いとき 1回1包",
     SOURCE.DISCHARGE),
    ("P2", "P2-lactulose", "ラクツロースシロップ", "10mL", "1日2回 朝夕食後", SOURCE.DISCHARGE),
    ("P3", "P3-mosapride", "モサプリド錠", "5mg", "1回1錠 1日3回 毎食前", SOURCE.NOTEBOOK),
    ("P4", "P4-insulin", "インスリン グラルギン注", "10単位", "1日1回 朝食前 皮下注",
     SOURCE.PRESCRIPTION),
    ("P4", "P4-metformin", "メトホルミン錠", "250mg", "1回1錠 1日2回 朝夕食後",
     SOURCE.PRESCRIPTION),
    ("P5", "P5-riluzole", "リルゾール錠", "50mg", "1日2回 朝夕 胃ろうから", SOURCE.PRESCRIPTION),
    ("P6", "P6-donepezil", "ドネペジル錠", "5mg", "1回1錠 1日1回 朝食後", SOURCE.PRESCRIPTION),
    ("P6", "P6-magnesium", "酸化マグネシウム錠", "330mg", "1回1錠 1日2回 朝夕食後",
     SOURCE.PRESCRIPTION),
    ("P6", "P6-silver", "スルファジアジン銀クリーム", "1%", "1日1回 洗浄後に塗布",
     SOURCE.PRESCRIPTION),
    ("P7", "P7-valproate", "バルプロ酸シロップ", "5%", "1日2回 朝夕 胃管から",
     SOURCE.PRESCRIPTION),
    ("P8", "P8-apixaban", "アピキサバン錠", "2.5mg", "1回1錠 1日2回 朝夕食後",
     SOURCE.PRESCRIPTION),
    ("P8", "P8-amlodipine", "アムロジピン錠", "5mg", "1回1錠 1日1回 朝食後", SOURCE.PRESCRIPTION),
)  # fmt: skip
# No pharmacist is on the team of these.
ENTERED_BY = {"P5": "tanaka", "P7": "tanaka"}


def _taken() -> Iterator[Event]:
    for patient, key, name, dose, usage, source in TAKEN:
        yield Listed(
            day=-28, time="15:00", who=ENTERED_BY.get(patient, "ito"), patient=patient, key=key,
            medicine=Medicine(name, dose, usage, "田中 誠一", source),
        )  # fmt: skip


EVENTS: tuple[Event, ...] = (
    *_taken(),
    Stopped(
        day=-20, time="16:00", who="ito", patient="P1", key="P1-loxoprofen",
        reason="心不全があり、田中先生と相談して中止",
    ),
    Stopped(
        day=-11, time="15:10", who="ito", patient="P2", key="P2-fentanyl", any_day=True,
        reason="PCA（モルヒネ持続皮下注）へ変更", entry="P2-pump",
    ),
    Stopped(
        day=-11, time="15:12", who="ito", patient="P2", key="P2-oxycodone", any_day=True,
        reason="内服困難のためPCAの追加投与へ",
    ),
    Stopped(
        day=-2, time="08:30", who="ito", patient="P2", key="P2-morphine", any_day=True,
        reason="逝去のため（PCAポンプは停止済み）", entry="P2-death",
    ),
    Stopped(
        day=-2, time="08:31", who="ito", patient="P2", key="P2-lactulose", any_day=True,
        reason="逝去のため", entry="P2-death",
    ),
)  # fmt: skip
