"""Two weeks of P6: a pressure ulcer in a mountain house without mobile signal."""

from config.demo.pictures import Pictured
from config.demo.sheets import (
    At,
    On,
    care_record,
    order,
    pharmacist_visit,
    physician_visit,
    visit_note,
    vitals,
)
from config.demo.story import Asked, Event, Listed, Read, Said, Stepped, Stopped
from messaging.vocabulary import OrderStepKind, Purpose
from patients.medication import Medicine
from patients.vocabulary import MedicationSource
from sharing.vocabulary import Profession

P = "P6"
STEP = OrderStepKind
SILVER, IODINE = "スルファジアジン銀クリーム", "カデキソマー・ヨウ素軟膏"


def sacrum(
    length: str, width: str, inflammation: str, ointment: str
) -> tuple[dict[str, object], ...]:
    """The one wound of this story: D3-e3s8i1g3N3p0:18 at its beginning."""
    wound: dict[str, object] = {
        "number": 1,
        "wound_kind": "pressure-ulcer",
        "site": "sacrum",
        "length": length,
        "width": width,
        "depth": "D3",
        "exudate": "e3",
        "size": "s8",
        "inflammation": inflammation,
        "granulation": "g3",
        "necrosis": "N3",
        "pocket": "p0",
        "photo": "with-scale",
        "treatment": "微温湯で洗浄",
        "ointment": ointment,
        "interval": "1日1回" if ointment == SILVER else "1日2回",
        "support_surface": "体圧分散マットレス",
    }
    return (wound,)


def of_sacrum(drawing: str, caption: str) -> tuple[Pictured, ...]:
    return (Pictured(drawing=drawing, caption=caption, wound="1", site="sacrum"),)


EVENTS: tuple[Event, ...] = (
    Said(
        day=-15, time="11:00", arrived="12:25", who="sato", patient=P, purpose=Purpose.REPORT,
        form=visit_note(
            50, "ulcer-assessment", "ulcer-dressing", "positioning", "perineal-care",
            staple_eaten=7, side_dish_eaten=7, drunk_ml=900,
            wounds=sacrum("5.6", "4.4", "i1", SILVER),
            caregiver_fatigue="mild", caregiver_skill="watched",
            supplies=({"supply": "滅菌ガーゼ", "used": 4, "left": 30},),
        ),
        pictures=of_sacrum("sacrum-1", "処置前。スケールあり"),
        text="定期訪問。仙骨部の褥瘡は D3-e3s8i1g3N3p0:18。滲出液は中等量、周囲の発赤あり。"
        "処置は指示どおり行いました。食事は7割、水分900 mL。",
        vitals=vitals(temp="36.5", pulse="72", pressure="118/64", spo2="96", jcs="2"),
    ),
    Said(
        day=-13, time="14:10", who="tanaka", patient=P, purpose=Purpose.REPORT,
        form=physician_visit(
            30, next_visit_date=On(1, office=True),
            order_treatment="軟膏は継続、ガーゼは1日1回交換。",
            care_notes="左右の体位変換と、踵の除圧をお願いします。",
        ),
        text="訪問診療。壊死組織を一部除去しました。軟膏は継続、ガーゼは1日1回交換。次回{D+1}。"
        "ケアの留意点：左右の体位変換と、踵の除圧をお願いします。",
    ),
    Said(
        day=-12, time="11:20", arrived="13:05", who="sato", patient=P, purpose=Purpose.REPORT,
        form=visit_note(50, "ulcer-assessment", "ulcer-dressing", "positioning", "family-teaching",
        caregiver_sleep="broken"),
        text="処置時の痛みの訴えなし。三男様に体位変換の角度（30度）を一緒に確認しました。"
        "夜間は2回起きて向きを変えてくださっています。",
        vitals=vitals(temp="36.4", pulse="70", pressure="116/62", spo2="96"),
    ),
    Said(
        day=-10, time="10:30", who="suzuki", patient=P, purpose=Purpose.NOTICE, any_day=True,
        form=care_record(
            "visit", At("10:00"), contact_with="三男 石川 三郎様", goal_result="continued",
            monitoring="体圧分散マットレスは適合。三男様の腰痛が続いている。",
            course="モニタリング訪問。スライディングシートの導入を提案。", next_contact_on=On(-4),
        ),
        text="モニタリング：体圧分散マットレスは適合しています。三男様の腰痛が続いており、"
        "スライディングシートの導入を提案しました。",
    ),
    Said(
        day=-9, time="11:10", arrived="12:40", who="sato", patient=P, purpose=Purpose.CONSULT,
        key="P6-wound",
        form=visit_note(
            50, "ulcer-assessment", "ulcer-dressing", "positioning", "told-physician",
            overall="consult", report="today",
            wounds=sacrum("5.5", "4.3", "i1", SILVER),
            sbar_s="滲出液が増え、においがあります。発熱はありません。",
            sbar_b="仙骨部褥瘡 D3。洗浄1日1回。",
            sbar_a="細菌が増えている可能性があります。",
            sbar_r="洗浄の回数と外用薬の見直しをご検討ください。",
        ),
        text="滲出液が増え、においがあります。発熱なし。壊死組織は減っています。"
        "洗浄の回数と被覆材についてご相談いたします。",
        vitals=vitals(temp="36.8", pulse="78", pressure="114/60", spo2="95"),
        to=("tanaka",), reply_by=(-8, "12:00"),
    ),
    Said(
        day=-9, time="17:30", who="tanaka", patient=P, purpose=Purpose.ORDER, reply_to="P6-wound",
        key="P6-wash",
        form=order("treatment", "medicine", starts_on=On(-8), due_at=At("18:00", 4)),
        text="洗浄を1日2回（夜はご家族）へ。外用をヨウ素含有軟膏に変更します。"
        "処方箋はいずみ薬局へ。"
        "38.0 ℃以上のときは電話をください。",
        to=("@nurse", "ito"),
    ),
    Stepped(
        day=-9, time="17:42", who="sato", patient=P, key="P6-wash", step=STEP.TAKE,
    ),
    Stepped(
        day=-8, time="09:05", who="ito", patient=P, key="P6-wash", step=STEP.TAKE, any_day=True,
    ),
    Said(
        day=-8, time="15:30", who="ito", patient=P, purpose=Purpose.NOTICE, any_day=True,
        form=pharmacist_visit(
            20, adherence=("sure",), storage="good", interactions="none", report_to=("physician",),
        ),
        text="軟膏を雲野村のご自宅へお届けし、塗る量を三男様と確認しました。"
        "甲状腺の病気・薬はありません。",
    ),
    Stopped(
        day=-8, time="15:31", who="ito", patient=P, key="P6-silver", any_day=True,
        reason="滲出液とにおいのため外用を変更", entry="P6-wash",
    ),
    Listed(
        day=-8, time="15:32", who="ito", patient=P, key="P6-iodine", any_day=True,
        entry="P6-wash",
        medicine=Medicine(
            IODINE, "0.9%", "1日2回 洗浄後に塗布", "田中 誠一",
            MedicationSource.ORDER, "滲出液の増加とにおい",
        ),
    ),
    Stepped(
        day=-8, time="15:33", who="ito", patient=P, key="P6-wash", step=STEP.DO,
        any_day=True,
    ),
    Stepped(
        day=-8, time="15:34", who="ito", patient=P, key="P6-wash", step=STEP.REPORT,
        text="軟膏をお届けし、塗る量を確認しました。", any_day=True,
    ),
    Said(
        day=-6, time="11:05", arrived="12:20", who="sato", patient=P, purpose=Purpose.REPORT,
        form=visit_note(
            50, "ulcer-assessment", "ulcer-dressing", "positioning", caregiver_skill="independent",
            wounds=sacrum("5.5", "4.2", "i1", IODINE),
        ),
        pictures=of_sacrum("sacrum-2", "発赤が少し広がっています"),
        text="滲出液は減り、においも軽くなりました。夜の洗浄は三男様が続けてくださっています。",
        vitals=vitals(temp="36.5", pulse="72", pressure="116/62", spo2="96"),
    ),
    Stepped(
        day=-6, time="12:21", who="sato", patient=P, key="P6-wash", step=STEP.DO,
    ),
    Stepped(
        day=-6, time="12:22", who="sato", patient=P, key="P6-wash", step=STEP.REPORT,
        text="1日2回の洗浄を続けています。滲出液は減りました。",
    ),
    Said(
        day=-4, time="13:40", who="suzuki", patient=P, purpose=Purpose.REPORT, any_day=True,
        form=care_record(
            "visit", At("13:00"), contact_with="三男 石川 三郎様",
            service_changes=(
                {"service": "福祉用具貸与", "change": "スライディングシート追加",
                 "starts_on": On(-4)},
            ),
            course="スライディングシート搬入。冬季の訪問予備日を調整中。",
        ),
        text="スライディングシートを搬入しました。三男様「少ない力で動かせる」。"
        "冬の道路状況に備え、訪問の予備日を相談しています。",
    ),
    Said(
        day=-3, time="11:15", arrived="12:55", who="sato", patient=P, purpose=Purpose.REPORT,
        visit="P6-regular",
        form=visit_note(
            40, "ulcer-assessment", "ulcer-dressing", "positioning", overall="slight-change",
            report="next-time",
            staple_eaten=6, side_dish_eaten=6, drunk_ml=800, choking="none",
            wounds=sacrum("5.4", "4.2", "i0", IODINE),
        ),
        text="D3-e3s8i0g3N3p0:17。周囲の発赤が消えました。食事は6割にやや低下、水分800 mL。",
        vitals=vitals(temp="36.6", pulse="74", pressure="112/60", spo2="96", weight="38.4"),
    ),
    Stepped(
        day=-3, time="18:19", who="tanaka", patient=P, key="P6-wash", step=STEP.ACCEPT,
        profession=Profession.NURSE,
    ),
    Stepped(
        day=-3, time="18:19", who="tanaka", patient=P, key="P6-wash", step=STEP.ACCEPT,
        profession=Profession.PHARMACIST,
    ),
    Read(day=-3, time="18:20", who="tanaka", patient=P),
    Said(
        day=-1, time="11:10", arrived="12:50", who="sato", patient=P, purpose=Purpose.CONSULT,
        key="P6-food",
        visit="P6-regular",
        form=visit_note(
            40, "ulcer-assessment", "ulcer-dressing", "positioning", "feeding-help",
            overall="consult", report="next-time",
            staple_eaten=5, side_dish_eaten=5, drunk_ml=750, choking="none",
            wounds=sacrum("5.3", "4.2", "i0", IODINE),
            caregiver_fatigue="moderate", caregiver_skill="independent",
            evaluation=(
                {"goal": "褥瘡が小さくなり、痛みなく過ごせる", "result": "continued",
                 "comment": "発赤は消え、大きさはやや縮小。栄養の低下が課題。"},
            ),
            handover=("ヨウ素含有軟膏の残りを数える", "三男様の腰痛と疲れを聞く"),
        ),
        asks=(
            Asked(
                purpose=Purpose.REQUEST, to=("ito",), reply_by=(2, "17:00"), key="P6-shake",
        text="栄養補助食品を併用するとき、今のお薬と合わないものがあれば教えてください。",
            ),
            Asked(
                purpose=Purpose.NOTICE, to=("suzuki",),
                text="食事が5割に減っています。食事介助の時間について、次のモニタリングでご確認ください。",
            ),
        ),
        pictures=of_sacrum("sacrum-3", "壊死組織が減りました"),
        text="食事が5割に減りました。むせはありません。栄養補助食品の併用をご相談いたします。"
        "体重は38.1 kgです。",
        vitals=vitals(temp="36.5", pulse="76", pressure="110/58", spo2="95", weight="38.1"),
        to=("tanaka",), reply_by=(1, "17:00"),
    ),
    Said(
        day=0, time="09:15", who="sato", patient=P, purpose=Purpose.REQUEST, key="P6-supplies",
        text="ヨウ素含有軟膏の残りが3日分です。次のお届けをお願いします。"
        "固定電話へご連絡ください（携帯は圏外）。",
        to=("ito",), reply_by=(1, "15:00"),
    ),
    Said(
        day=0, time="09:18", who="sato", patient=P, purpose=Purpose.CONSULT, key="P6-winter",
        text="三男様に疲れがみられます。短期入所を含め、休める日を作れないかご相談いたします。",
        to=("suzuki",), reply_by=(2, "17:00"),
    ),
)  # fmt: skip
