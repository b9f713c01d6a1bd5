"""Two weeks of P4: insulin, mornings with low sugar, and a name that another patient has too."""

from config.demo.sheets import (
    At,
    On,
    order,
    pharmacist_visit,
    physician_visit,
    visit_note,
    vitals,
)
from config.demo.story import Event, Listed, Read, Said, Stepped
from messaging.vocabulary import OrderStepKind, Purpose
from patients.medication import Medicine
from patients.vocabulary import MedicationSource
from sharing.vocabulary import Profession

P = "P4"
STEP = OrderStepKind

EVENTS: tuple[Event, ...] = (
    Said(
        day=-14, time="09:20", who="ono", patient=P, purpose=Purpose.REPORT,
        form=visit_note(
            40, "insulin-glucose", "hand-foot-bath", medicine_manager=("self", "family"),
            adherence=("sure",), mind=("calm",), next_visit_date=On(-9),
        ),
        text="定期訪問。朝食前血糖124。注射は白内障のため単位合わせを一緒に確認しました。"
        "足に傷はありません。",
        vitals=vitals(temp="36.3", pulse="70", pressure="136/78", spo2="97", glucose="124"),
    ),
    Said(
        day=-13, time="15:10", who="ito", patient=P, purpose=Purpose.REPORT, any_day=True,
        form=pharmacist_visit(
            20, storage="good", interactions="none", report_to=("physician",),
        ),
        text="服薬状況は良好、残薬なし。注入器の目盛りが見えにくいとのことで、"
        "音で数える方法を練習しました。",
    ),
    Said(
        day=-11, time="14:30", who="tanaka", patient=P, purpose=Purpose.REPORT,
        form=physician_visit(
            20, next_visit_date=On(3, office=True), assessment="血糖はおおむね安定しています。",
            order_medicine="持効型インスリン 朝10単位を継続。",
            care_notes="低血糖のときはブドウ糖10 g。70未満が続けば連絡してください。",
        ),
        text="訪問診療。HbA1c 7.4 %。インスリンは朝10単位を継続します。"
        "低血糖時の対応をご主人と確認しました。"
        "眼科の手術は来月の予定です。",
    ),
    Said(
        day=-9, time="09:15", who="ono", patient=P, purpose=Purpose.REPORT,
        form=visit_note(
            40, "insulin-glucose", adherence=("sure",), staple_eaten=10, side_dish_eaten=10,
        ),
        text="定期訪問。朝食前血糖88。ふらつきなし。ご主人が血糖手帳をつけてくださっています。",
        vitals=vitals(temp="36.4", pulse="72", pressure="132/76", spo2="97", glucose="88"),
    ),
    Said(
        day=-7, time="09:40", who="ono", patient=P, purpose=Purpose.CONSULT, key="P4-low",
        form=visit_note(
            45, "insulin-glucose", "told-physician", overall="consult", report="today",
            adherence=("sure",),
            sbar_s="朝食前血糖66。無自覚。今週60台が2回あります。",
            sbar_b="2型糖尿病。持効型インスリン 朝10単位。白内障。",
            sbar_a="夜間から早朝に低血糖が起きていると考えます。",
            sbar_r="インスリンの減量をご検討ください。",
        ),
        text="朝食前血糖66、冷汗はなく無自覚でした。ブドウ糖10 gで15分後に104。"
        "手帳では今週60台が2回あります。インスリン量についてご相談いたします。",
        vitals=vitals(temp="36.2", pulse="78", pressure="128/72", spo2="97", glucose="66"),
        to=("tanaka",), reply_by=(-7, "17:00"),
    ),
    Said(
        day=-7, time="12:20", who="tanaka", patient=P, purpose=Purpose.ORDER, reply_to="P4-low",
        key="P4-units",
        form=order("medicine", "observation", starts_on=On(-6), due_at=At("18:00", 4)),
        text="持効型インスリンを朝10単位から8単位へ減量します。3日間は毎朝の血糖を記録し、"
        "70未満なら電話をください。",
        to=("@nurse", "ito"),
    ),
    Stepped(
        day=-7, time="12:26", who="ono", patient=P, key="P4-units", step=STEP.TAKE,
    ),
    Stepped(
        day=-7, time="12:50", who="ito", patient=P, key="P4-units", step=STEP.TAKE, any_day=True,
    ),
    Listed(
        day=-7, time="12:55", who="ito", patient=P, key="P4-insulin-8", any_day=True,
        starts_after=1, replaces="P4-insulin", entry="P4-units",
        medicine=Medicine(
            "インスリン グラルギン注", "8単位", "1日1回 朝食前 皮下注", "田中 誠一",
            MedicationSource.ORDER, "朝食前血糖60台、無自覚の低血糖のため",
        ),
    ),
    Said(
        day=-6, time="10:30", who="ito", patient=P, purpose=Purpose.NOTICE, any_day=True,
        form=pharmacist_visit(20, storage="good"),
        text="減量後の単位をシールにして注入器に貼りました。ご主人にも説明しています。"
        "※同じ読みのお名前の方がいらっしゃるため、薬袋は生年月日でも照合しています。",
    ),
    Stepped(
        day=-6, time="10:35", who="ito", patient=P, key="P4-units", step=STEP.DO,
        any_day=True,
    ),
    Stepped(
        day=-6, time="10:36", who="ito", patient=P, key="P4-units", step=STEP.REPORT,
        text="減量後の単位をシールで示しました。", any_day=True,
    ),
    Said(
        day=-4, time="09:10", who="ono", patient=P, purpose=Purpose.REPORT,
        form=visit_note(
            40, "insulin-glucose", adherence=("sure",), staple_eaten=10, side_dish_eaten=10,
        ),
        text="減量後3日。朝食前血糖は96、102、91。ふらつきなく、食事は10割です。",
        vitals=vitals(temp="36.5", pulse="70", pressure="134/76", spo2="98", glucose="91"),
        to=("tanaka",),
    ),
    Stepped(
        day=-4, time="09:11", who="ono", patient=P, key="P4-units", step=STEP.DO,
    ),
    Stepped(
        day=-4, time="09:12", who="ono", patient=P, key="P4-units", step=STEP.REPORT,
        text="朝の血糖は96、102、91。低血糖はありません。",
    ),
    Stepped(
        day=-4, time="12:30", who="tanaka", patient=P, key="P4-units", step=STEP.ACCEPT,
        profession=Profession.NURSE,
    ),
    Stepped(
        day=-4, time="12:31", who="tanaka", patient=P, key="P4-units", step=STEP.ACCEPT,
        profession=Profession.PHARMACIST,
    ),
    Said(
        day=-2, time="16:40", who="ito", patient=P, purpose=Purpose.REPORT, any_day=True,
        text="血糖測定用の針と消毒綿をお届けしました。眼科の術前で中止する薬はありません。",
    ),
    Said(
        day=-1, time="09:25", who="ono", patient=P, purpose=Purpose.CONSULT, key="P4-foot",
        visit="P4-visit",
        form=visit_note(
            40, "insulin-glucose", "hand-foot-bath", "ointment", overall="slight-change",
            report="next-time", adherence=("sure",),
            skin_findings=(
                {"finding": "dry", "body_site": "right-heel", "finding_note": "3 mmの亀裂"},
            ),
            handover=("右踵の亀裂を見る。ご主人に保湿をお願いしている",),
        ),
        text="右の踵に3 mmの乾燥した亀裂があります。発赤・熱感なし。保湿を始めました。"
        "次回の診察で見ていただけますか。朝食前血糖は112です。",
        vitals=vitals(temp="36.4", pulse="72", pressure="130/74", spo2="97", glucose="112"),
        to=("tanaka",), reply_by=(1, "17:00"),
    ),
    Read(day=-1, time="18:10", who="ito", patient=P),
    Said(
        day=0, time="08:45", who="ono", patient=P, purpose=Purpose.REQUEST, key="P4-eye",
        text="眼科の手術日に合わせ、点眼の練習をお願いできますか。ご主人も同席されます。",
        to=("ito",), reply_by=(2, "17:00"),
    ),
)  # fmt: skip
