"""Story A, the night and the morning: P1 calls, and what follows."""

from config.demo.sheets import (
    At,
    On,
    call,
    helper_note,
    order,
    physician_visit,
    visit_note,
    vitals,
)
from config.demo.story import (
    Answered,
    Event,
    Pinned,
    Read,
    Said,
    Stepped,
    Ticked,
)
from messaging.vocabulary import OrderStepKind, Purpose, ResponseCode
from patients.vocabulary import VisitKind
from sharing.vocabulary import Profession

P = "P1"
STEP = OrderStepKind

EVENTS: tuple[Event, ...] = (
    Said(
        day=0, time="01:52", arrived="02:00", who="ono", patient=P, purpose=Purpose.REPORT,
        key="P1-call",
        form=call(
            At("01:52"), "self", "breathless", "urgent-visit",
            advice="坐位で待ち、酸素は外さないようお伝えしました。",
        ),
        text="ご本人より「苦しくて横になれない」。会話はでき、胸痛はありません。"
        "緊急訪問とし、2:05に出発します。",
    ),
    Said(
        day=0, time="02:31", who="ono", patient=P, purpose=Purpose.URGENT, key="P1-urgent",
        text="2:28 到着。SpO2 84 %（酸素1 L/分）、呼吸数28回、起坐呼吸あり。脈は不整です。"
        "お電話いたしました。ご指示をお願いいたします。",
        vitals=vitals(
            temp="36.7", pulse="112", rhythm="irregular", pressure="168/92", spo2="84",
            oxygen="1", rr="28", jcs="1", dyspnea="8",
        ),
        to=("@physician",),
    ),
    Said(
        day=0, time="02:33", who="ogawa", patient=P, purpose=Purpose.NOTICE, reply_to="P1-urgent",
        text="別件で往診中のため、すぐに伺えません。田中先生へお願いします。",
    ),
    Answered(
        day=0, time="02:34", who="tanaka", patient=P, key="P1-urgent",
        code=ResponseCode.WILL_VISIT,
    ),
    Said(
        day=0, time="02:37", who="ono", proxy_for="tanaka", patient=P, purpose=Purpose.ORDER,
        reply_to="P1-urgent", key="P1-night-order",
        form=order("treatment", "observation", oral=True),
        text="酸素を2 L/分へ、SpO2 88～92 %を目標に。坐位を保つ。"
        "これから往診します。到着予定は3:10です。",
        to=("@nurse",),
    ),
    Stepped(
        day=0, time="02:38", who="ono", patient=P, key="P1-night-order", step=STEP.TAKE,
    ),
    Stepped(
        day=0, time="02:40", who="ono", patient=P, key="P1-night-order", step=STEP.DO,
    ),
    Stepped(
        day=0, time="02:50", who="ono", patient=P, key="P1-night-order", step=STEP.REPORT,
        text="酸素2 L/分、坐位でSpO2 88 %まで上がりました。",
    ),
    Said(
        day=0, time="03:40", who="tanaka", patient=P, purpose=Purpose.REPORT, key="P1-house-call",
        form=physician_visit(
            30, "house-call", present="大野（訪問看護）",
            assessment="心不全の増悪。在宅で治療を続けます。",
            order_medicine="フロセミド20 mgを静注（実施済み）。",
            order_observation="SpO2 88～92 %を目標に酸素2 L/分。尿量を記録。",
            order_contact="SpO2 88 %を切るとき、横になれないときは電話。",
            policy_change="夜間の増悪に対しフロセミドを静注。酸素を2 L/分へ。",
            care_notes="坐位を保ち、塩分と水分の摂り方を確認してください。",
            wishes_emergency="自宅での治療を続けたい。悪化時は霧沢中央病院へ。",
        ),
        text="往診。心不全の増悪と判断し、フロセミドを静注しました。SpO2 90 %（2 L/分）、"
        "呼吸数22回。"
        "ご本人と長女様（電話）は在宅での継続を希望。悪化時の受け入れは霧沢中央病院へ連絡済みです。"
        "",
        vitals=vitals(pulse="98", rhythm="irregular", pressure="142/80", spo2="90", oxygen="2",
                      rr="22", jcs="1", condition="after-care"),
    ),
    Stepped(
        day=0, time="03:41", who="tanaka", patient=P, key="P1-night-order", step=STEP.WRITE,
        text="電話での指示のとおりです。", profession=Profession.NURSE,
    ),
    Stepped(
        day=0, time="03:42", who="tanaka", patient=P, key="P1-night-order", step=STEP.ACCEPT,
        profession=Profession.NURSE,
    ),
    Said(
        day=0, time="04:05", who="ono", patient=P, purpose=Purpose.REPORT, key="P1-night-note",
        visit="P1-night", unplanned=VisitKind.URGENT,
        form=visit_note(
            97, "oxygen", "positioning", "told-physician", "emotional-support", kind="urgent",
            overall="urgent", report="now", orthopnea=True,
            edema=({"edema_place": "lower-leg", "side": "both", "grade": "3"},),
            devices=("oxygen",), oxygen_ordered=2, oxygen_measured=2, oxygen_fire="safe",
            sbar_s="SpO2 84 %（1 L/分）、呼吸数28回、起坐呼吸。",
            sbar_b="慢性心不全、COPD。前日に体重+2.0 kg。",
            sbar_a="心不全の急な増悪と考えます。",
            sbar_r="往診と酸素量のご指示をお願いいたします。",
            handover=("朝の電話で、眠れたか・尿量を聞く",),
        ),
        text="緊急訪問。坐位と酸素2 L/分で落ち着かれ、田中先生の往診に立ち会いました。"
        "長女様へ先生から電話で説明。3:40以降は会話も楽になり、4:05に退出しました。",
    ),
    Said(
        day=0, time="06:30", who="ono", patient=P, purpose=Purpose.REPORT, key="P1-dawn",
        form=call(At("06:25"), "self", "breathless", "by-telephone", finished_at=At("06:30")),
        text="こちらから電話で確認。あれから眠れたとのこと。尿量は約700 mL。"
        "息苦しさは軽くなっています。7:30の往診は予定どおりでお願いいたします。",
        to=("tanaka", "ogawa"),
    ),
    Stepped(
        day=0, time="06:31", who="ono", patient=P, key="P1-morning", step=STEP.DO,
    ),
    Stepped(
        day=0, time="06:32", who="ono", patient=P, key="P1-morning", step=STEP.REPORT,
        text="夜間に電話があり、緊急訪問しました。記録をご覧ください。",
    ),
    Answered(
        day=0, time="07:30", who="tanaka", patient=P, key="P1-dawn", code=ResponseCode.CONFIRMED
    ),
    Read(day=0, time="07:32", who="tanaka", patient=P),
    Stepped(
        day=0, time="07:33", who="tanaka", patient=P, key="P1-morning", step=STEP.ACCEPT,
        profession=Profession.NURSE,
    ),
    Said(
        day=0, time="08:15", who="tanaka", patient=P, purpose=Purpose.REPORT, key="P1-morning-call",
        form=physician_visit(
            30, "house-call", next_visit_date=On(2, office=True),
            assessment="利尿薬によく反応しています。",
            policy_change="フロセミドは40 mgを続け、酸素は2 L/分とします。",
            care_notes="本日夕方に体重・尿量・SpO2を確認してください。減塩の工夫をお願いします。",
        ),
        text="7:30 往診。浮腫2+、起坐呼吸は消失。夜は3時間ほど眠れたとのこと。",
        vitals=vitals(pulse="88", pressure="136/76", spo2="91", oxygen="2", rr="20", jcs="1"),
    ),
    Said(
        day=0, time="08:20", who="tanaka", patient=P, purpose=Purpose.ORDER, key="P1-today",
        form=order("medicine", "observation", starts_on=On(0), due_at=At("18:00")),
        text="フロセミドは40 mgを継続、酸素は2 L/分。"
        "本日夕方の訪問で体重・尿量・SpO2を確認し、報告してください。",
        to=("@nurse",), reply_by=(0, "18:00"),
    ),
    Stepped(
        day=0, time="08:43", who="sato", patient=P, key="P1-today", step=STEP.TAKE,
    ),
    Said(
        day=0, time="08:35", who="tanaka", patient=P, purpose=Purpose.REQUEST, key="P1-boxes",
        text="昨夜から利尿薬が変わりました。カレンダーの入れ替えと残薬の確認をお願いします。"
        "塩分の多い惣菜が続いていたため、あわせて服薬状況もお聞きください。",
        to=("ito",), reply_by=(0, "17:00"),
    ),
    Said(
        day=0, time="08:50", who="sato", patient=P, purpose=Purpose.REQUEST, key="P1-weigh",
        text="明日の朝の訪問で、朝食の前に体重をはかってください。足のむくみと、"
        "ゆうべ眠れたかも教えてください。息が苦しそうなときは、すぐステーションへお電話ください。",
        to=("nguyen",), reply_by=(1, "10:00"),
    ),
    Said(
        day=0, time="08:55", who="nakamura", proxy_for="nguyen", patient=P,
        purpose=Purpose.REPORT, key="P1-proxy",
        form=helper_note(
            15, started_at=At("18:00", -1), ended_at=At("18:45", -1), eaten=6, drunk_ml=150,
            stool="no", urine="little", medicine="taken", unusual=("no-energy",),
        ),
        text="ゆうべの訪問です（グエンさんから電話で聞き取り）。すわってテレビを見ていました。"
        "ごはんは6割でした。",
    ),
    Ticked(day=0, time="08:50", who="sato", patient=P, key="P1-heavy"),
    Ticked(day=0, time="08:51", who="sato", patient=P, key="P1-night-note"),
    Said(
        day=0, time="09:02", who="sato", patient=P, purpose=Purpose.REPORT, key="P1-check",
        visit="P1-check",
        form=visit_note(
            20, "oxygen", kind="extra", overall="slight-change", report="next-time",
            edema=({"edema_place": "lower-leg", "side": "both", "grade": "2"},), orthopnea=False,
            devices=("oxygen",), oxygen_ordered=2, oxygen_measured=2,
            next_visit_date=On(0), next_visit_time="16:30",
            handover=("夕方、朝と同じ服で体重をはかる", "尿量の記録用紙は台所のテーブルの上"),
        ),
        text="往診後の確認。会話は楽にでき、坐位で朝食を6割。酸素2 L/分を確認しました。",
        vitals=vitals(temp="36.5", pulse="86", pressure="134/74", spo2="91", oxygen="2", rr="20",
                      weight="50.2", jcs="1", dyspnea="2"),
    ),
    Pinned(day=0, time="09:03", who="tanaka", patient=P, key="P1-house-call"),
    Said(
        day=0, time="09:05", who="tanaka", patient=P, purpose=Purpose.CONSULT, key="P1-meals",
        text="独居で惣菜が続いており、塩分が多くなっています。減塩の配食と、"
        "今週の見守り回数を増やせるか"
        "ご検討をお願いします。",
        to=("suzuki",), reply_by=(1, "17:00"),
    ),
    Said(
        day=0, time="09:10", who="tanaka", patient=P, purpose=Purpose.REQUEST, key="P1-tonight",
        text="今夜も当番をお願いします。酸素2 L/分でSpO2 88 %を切るとき、横になれないときは"
        "霧沢中央病院へ（受け入れ確認済み）。",
        to=("ogawa",), reply_by=(0, "17:00"),
    ),
)  # fmt: skip
