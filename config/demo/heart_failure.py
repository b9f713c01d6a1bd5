"""Story A, the days: the heart failure of P1 gets worse."""

from config.demo.pictures import Pictured
from config.demo.sheets import (
    At,
    On,
    care_record,
    helper_note,
    order,
    pharmacist_visit,
    physician_visit,
    visit_note,
    vitals,
)
from config.demo.story import (
    Answered,
    Asked,
    Event,
    Listed,
    Said,
    Stepped,
)
from messaging.vocabulary import OrderStepKind, Purpose, ResponseCode
from patients.medication import Medicine
from patients.vocabulary import MedicationSource
from sharing.vocabulary import Profession

P = "P1"
STEP = OrderStepKind

EVENTS: tuple[Event, ...] = (
    Said(
        day=-16, time="10:05", who="sato", patient=P, purpose=Purpose.REPORT,
        form=visit_note(
            50, "medicine-check", "oxygen", "breathing-exercise",
            edema=({"edema_place": "lower-leg", "side": "both", "grade": "1"},),
            medicine_manager=("self",), medicine_method=("calendar",), adherence=("sure",),
            devices=("oxygen",), oxygen_ordered=1, oxygen_measured=1, oxygen_fire="safe",
            next_visit_date=On(-12), keep_watching=("体重", "下腿浮腫"),
        ),
        text="定期訪問（50分）。全身状態はお変わりありません。下腿浮腫1+、体重48.2 kg。"
        "服薬カレンダーの飲み忘れなし。入浴動作時の息切れは休憩で軽快します。",
        vitals=vitals(
            temp="36.4", pulse="78", pressure="128/70", spo2="91", oxygen="1", rr="18",
            weight="48.2", jcs="1",
        ),
    ),
    Said(
        day=-12, time="14:00", who="tanaka", patient=P, purpose=Purpose.REPORT, key="P1-visit",
        form=physician_visit(
            30, next_visit_date=On(2, office=True),
            care_notes="体重が7日で2 kg以上増えたらご連絡ください。",
            assessment="心不全・COPDとも安定。現在の治療を続けます。",
        ),
        text="訪問診療。心不全・COPDとも安定しています。治療方針の変更なし。次回訪問診療は{D+2}。"
        "ケアの留意点：体重が7日で2 kg以上増えたらご連絡ください。",
    ),
    Answered(
        day=-12, time="16:40", who="suzuki", patient=P, key="P1-visit",
        code=ResponseCode.ACKNOWLEDGED, any_day=True,
    ),
    Said(
        day=-9, time="08:30", who="nguyen", patient=P, purpose=Purpose.CONSULT, key="P1-shoes",
        form=helper_note(
            60, eaten=7, drunk_ml=150, stool="yes", urine="yes", medicine="taken",
            skin_red=False, unusual=("swollen",),
        ),
        pictures=(Pictured(drawing="legs", caption="朝8時。靴下のあとが残っています"),),
        text="相談してもよいでしょうか。朝の訪問で、足がむくんで靴がきついそうです。"
        "朝食は7割、お茶は150 mL飲まれました。",
        to=("@nurse",), reply_by=(-8, "17:00"),
    ),
    Answered(
        day=-9, time="09:12", who="sato", patient=P, key="P1-shoes", code=ResponseCode.ACKNOWLEDGED
    ),
    Said(
        day=-9, time="09:15", who="sato", patient=P, purpose=Purpose.NOTICE, reply_to="P1-shoes",
        text="ありがとうございます。次の訪問で足のむくみと体重を確認します。"
        "それまでに息苦しさがあれば、すぐステーションへお電話ください。",
        mentions=("nguyen",), key="P1-shoes-answer",
    ),
    Answered(
        day=-9, time="09:40", who="nguyen", patient=P, key="P1-shoes-answer",
        code=ResponseCode.ACKNOWLEDGED,
    ),
    Said(
        day=-7, time="10:00", who="sato", patient=P, purpose=Purpose.CONSULT, key="P1-edema",
        form=visit_note(
            45, "medicine-check", "oxygen", "told-physician", overall="consult", report="today",
            edema=({"edema_place": "lower-leg", "side": "both", "grade": "2"},),
            coldness="none", jugular_veins=False,
            devices=("oxygen",), oxygen_ordered=1, oxygen_measured=1,
            sbar_s="下腿浮腫2+、体重が9日で0.8 kg増え、労作時の息切れが強くなっています。",
            sbar_b="慢性心不全、COPD。フロセミド20 mg内服中。在宅酸素1 L/分。",
            sbar_a="体液の貯留が進んでいると考えます。SpO2 90 %は目標の範囲内です。",
            sbar_r="利尿薬の調整をご検討ください。",
        ),
        text="下腿浮腫2+、体重は前回より0.8 kg増えて49.0 kgです。"
        "労作時の息切れが少し強くなっています。"
        "利尿薬の調整が必要かご相談いたします。",
        vitals=vitals(
            temp="36.5", pulse="84", pressure="134/74", spo2="90", oxygen="1", rr="20",
            weight="49.0", jcs="1",
        ),
        to=("tanaka",), reply_by=(-7, "17:00"),
    ),
    Said(
        day=-7, time="12:35", who="tanaka", patient=P, purpose=Purpose.ORDER, reply_to="P1-edema",
        key="P1-diuretic",
        form=order("medicine", "observation", starts_on=On(-7), due_at=At("18:00", 6)),
        text="フロセミドを20 mgから40 mgへ、3日間増量します。"
        "体重と浮腫を次回訪問時に報告してください。"
        "処方箋はいずみ薬局へ送ります。",
        to=("@nurse", "ito"),
    ),
    Stepped(
        day=-7, time="12:40", who="sato", patient=P, key="P1-diuretic", step=STEP.TAKE,
    ),
    Stepped(
        day=-7, time="13:05", who="ito", patient=P, key="P1-diuretic", step=STEP.TAKE, any_day=True,
    ),
    Said(
        day=-6, time="16:20", who="ito", patient=P, purpose=Purpose.NOTICE, any_day=True,
        form=pharmacist_visit(
            25, adherence=("forgotten",),
            leftovers=({"drug": "フロセミド錠", "count": 4, "reason": "夕方の飲み忘れ"},),
            storage="good", report_to=("physician", "care-manager"),
        ),
        key="P1-leftover",
        text="変更後のお薬をお届けし、ご説明しました。"
        "前回分の利尿薬が4錠残っていました（飲み忘れ）。"
        "服薬カレンダーを開始し、曜日ごとにセット済みです。",
    ),
    Listed(
        day=-7, time="13:10", who="ito", patient=P, key="P1-furosemide-40", any_day=True,
        replaces="P1-furosemide", entry="P1-diuretic",
        medicine=Medicine(
            "フロセミド錠", "40mg", "1回1錠 1日1回 朝食後", "田中 誠一", MedicationSource.ORDER,
            "下腿浮腫2+、体重増加のため",
        ),
    ),
    Stepped(
        day=-6, time="16:25", who="ito", patient=P, key="P1-diuretic", step=STEP.DO,
        any_day=True,
    ),
    Stepped(
        day=-6, time="16:27", who="ito", patient=P, key="P1-diuretic", step=STEP.REPORT,
        text="お届けし、ご説明しました。残薬4錠は回収せず、カレンダーに組み入れました。",
        any_day=True,
    ),
    Said(
        day=-4, time="17:10", who="nakamura", patient=P, purpose=Purpose.REPORT,
        form=helper_note(45, eaten=8, drunk_ml=200, stool="no", urine="yes", medicine="taken"),
        text="夕方の訪問。夕食8割、お薬はカレンダーのとおり飲まれました。"
        "トイレに行く回数が増え、廊下の手すりにつかまって歩いておられます。",
    ),
    Said(
        day=-3, time="11:30", who="suzuki", patient=P, purpose=Purpose.NOTICE,
        form=care_record(
            "telephone", At("11:10"), contact_with="長女 山田 由紀子様", goal_result="continued",
            monitoring="利尿薬の増量後もトイレは自力で行けています。ご本人「家で過ごしたい」。",
            course="モニタリング実施。長女へ電話で経過を説明し、プラン継続に同意。",
        ),
        text="モニタリング：ご本人は「家で過ごしたい」。"
        "利尿薬の増量後もトイレは自力で行けています。"
        "長女様へお電話し、今週の様子をお伝えしました。プランは継続です。",
    ),
    Said(
        day=-1, time="15:30", arrived="16:12", who="sato", patient=P, purpose=Purpose.REPORT,
        key="P1-heavy",
        visit="P1-afternoon",
        form=visit_note(
            45, "medicine-check", "oxygen", "told-physician", overall="consult", report="today",
            edema=({"edema_place": "lower-leg", "side": "both", "grade": "3"},),
            jugular_veins=True, orthopnea=False, devices=("oxygen",), oxygen_ordered=1,
            oxygen_measured=1, oxygen_left="9.5", oxygen_fire="safe",
            sbar_s="体重51.0 kg（7日で+2.0 kg）、浮腫3+。横になると苦しいとのこと。",
            sbar_b="慢性心不全、COPD。フロセミド40 mg 3日間の増量後。独居。",
            sbar_a="SpO2 89 %、呼吸数22回。心不全の増悪が疑われます。",
            sbar_r="本日中に治療のご指示と、夜間の連絡基準をお願いいたします。",
            evaluation=(
                {"goal": "息切れが強くなる前に相談でき、自宅で過ごせる", "result": "continued",
                 "comment": "息苦しさを訪問時まで我慢されていた。電話の目安を再度説明。"},
            ),
            handover=("塩分の多い惣菜が続いている。冷蔵庫の中を見る", "夜、横になれたかを聞く"),
            keep_watching=("体重", "起坐呼吸の有無"),
        ),
        asks=(
            Asked(
                purpose=Purpose.CONSULT, to=("suzuki",), reply_by=(0, "17:00"), key="P1-diet",
                text="惣菜で塩分が多くなっています。配食の減塩食に変えられるかご相談いたします。",
            ),
            Asked(
                purpose=Purpose.NOTICE, to=("nakamura",),
                text="今夜の訪問で、息苦しそうなときはすぐステーションへお電話ください。",
            ),
        ),
        text="定期訪問。体重51.0 kg（前回から2.0 kg増）、下腿浮腫3+。安静時は会話できますが、"
        "歩行で息切れが強く、横になると苦しいとのこと。塩分の多い惣菜が続いていました。",
        vitals=vitals(
            temp="36.6", pulse="92", pressure="146/82", spo2="89", oxygen="1", rr="22",
            weight="51.0", jcs="1", dyspnea="4",
        ),
        to=("tanaka",), reply_by=(-1, "18:00"),
    ),
    Answered(
        day=-1, time="17:40", who="tanaka", patient=P, key="P1-heavy", code=ResponseCode.WILL_VISIT
    ),
    Answered(
        day=-1, time="17:05", who="suzuki", patient=P, key="P1-diet",
        code=ResponseCode.ACKNOWLEDGED, any_day=True,
    ),
    Stepped(
        day=-1, time="16:14", who="sato", patient=P, key="P1-diuretic", step=STEP.DO,
    ),
    Stepped(
        day=-1, time="16:15", who="sato", patient=P, key="P1-diuretic", step=STEP.REPORT,
        text="体重51.0 kg、浮腫3+。3日間の増量後も増えています。",
    ),
    Stepped(
        day=-1, time="17:41", who="tanaka", patient=P, key="P1-diuretic", step=STEP.ACCEPT,
        profession=Profession.NURSE,
    ),
    Stepped(
        day=-1, time="17:42", who="tanaka", patient=P, key="P1-diuretic", step=STEP.ACCEPT,
        profession=Profession.PHARMACIST,
    ),
    Said(
        day=-1, time="17:45", who="tanaka", patient=P, purpose=Purpose.ORDER, reply_to="P1-heavy",
        key="P1-morning",
        form=order("contact", "observation", due_at=At("07:30", 1)),
        text="明朝7:30に往診します。夜間に息苦しさが増すときは電話をください。酸素は1 L/分のまま。"
        "当番の小川先生にもお伝えしてあります。",
        to=("@nurse",), mentions=("ogawa",),
    ),
    Stepped(
        day=-1, time="17:50", who="sato", patient=P, key="P1-morning", step=STEP.TAKE,
    ),
    Stepped(
        day=-1, time="17:55", who="sato", patient=P, key="P1-morning", step=STEP.PASS_ON,
        to="ono",
    ),
    Answered(
        day=-1, time="19:30", who="ogawa", patient=P, key="P1-morning",
        code=ResponseCode.CONFIRMED,
    ),
)  # fmt: skip
