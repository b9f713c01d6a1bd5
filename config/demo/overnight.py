"""Story A: the heart failure of P1 gets worse over days, and at night she calls."""

from config.demo.story import Answered, Event, Read, Said, vitals
from messaging.vocabulary import Purpose, ResponseCode

P = "P1"

EVENTS: tuple[Event, ...] = (
    Said(
        day=-16, time="10:05", who="sato", patient=P, purpose=Purpose.REPORT,
        text="定期訪問（50分）。全身状態はお変わりありません。下腿浮腫1+、体重48.2 kg。"
        "服薬カレンダーの飲み忘れなし。入浴動作時の息切れは休憩で軽快します。",
        vitals=vitals(
            temp="36.4", pulse="78", pressure="128/70", spo2="91", oxygen="1", rr="18",
            weight="48.2", jcs="1",
        ),
    ),
    Said(
        day=-12, time="14:00", who="tanaka", patient=P, purpose=Purpose.REPORT, key="P1-visit",
        text="訪問診療。心不全・COPDとも安定しています。治療方針の変更なし。次回訪問診療は{D+2}。"
        "ケアの留意点：体重が7日で2 kg以上増えたらご連絡ください。",
    ),
    Answered(
        day=-12, time="16:40", who="suzuki", patient=P, key="P1-visit",
        code=ResponseCode.ACKNOWLEDGED, any_day=True,
    ),
    Said(
        day=-9, time="08:30", who="nguyen", patient=P, purpose=Purpose.CONSULT, key="P1-shoes",
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
        text="フロセミドを20 mgから40 mgへ、3日間増量します。"
        "体重と浮腫を次回訪問時に報告してください。"
        "処方箋はいずみ薬局へ送ります。",
        to=("@nurse", "ito"),
    ),
    Answered(
        day=-7, time="12:40", who="sato", patient=P, key="P1-diuretic",
        code=ResponseCode.ACKNOWLEDGED,
    ),
    Answered(
        day=-7, time="13:05", who="ito", patient=P, key="P1-diuretic",
        code=ResponseCode.ACKNOWLEDGED, any_day=True,
    ),
    Said(
        day=-6, time="16:20", who="ito", patient=P, purpose=Purpose.NOTICE, any_day=True,
        text="変更後のお薬をお届けし、ご説明しました。"
        "前回分の利尿薬が4錠残っていました（飲み忘れ）。"
        "服薬カレンダーを開始し、曜日ごとにセット済みです。",
    ),
    Said(
        day=-4, time="17:10", who="nakamura", patient=P, purpose=Purpose.REPORT,
        text="夕方の訪問。夕食8割、お薬はカレンダーのとおり飲まれました。"
        "トイレに行く回数が増え、廊下の手すりにつかまって歩いておられます。",
    ),
    Said(
        day=-3, time="11:30", who="suzuki", patient=P, purpose=Purpose.NOTICE,
        text="モニタリング：ご本人は「家で過ごしたい」。"
        "利尿薬の増量後もトイレは自力で行けています。"
        "長女様へお電話し、今週の様子をお伝えしました。プランは継続です。",
    ),
    Said(
        day=-1, time="15:30", arrived="16:12", who="sato", patient=P, purpose=Purpose.REPORT,
        key="P1-heavy",
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
    Said(
        day=-1, time="17:45", who="tanaka", patient=P, purpose=Purpose.ORDER, reply_to="P1-heavy",
        key="P1-morning",
        text="明朝7:30に往診します。夜間に息苦しさが増すときは電話をください。酸素は1 L/分のまま。"
        "当番の小川先生にもお伝えしてあります。",
        to=("@nurse",), mentions=("ogawa",),
    ),
    Answered(
        day=-1, time="17:50", who="sato", patient=P, key="P1-morning",
        code=ResponseCode.ACKNOWLEDGED,
    ),
    Answered(
        day=-1, time="19:30", who="ogawa", patient=P, key="P1-morning",
        code=ResponseCode.CONFIRMED,
    ),
    Said(
        day=0, time="01:52", who="ono", patient=P, purpose=Purpose.REPORT,
        text="コール受付 1:52　ご本人より「苦しくて横になれない」。赤旗なし（会話可、胸痛なし）。"
        "坐位で待つようお伝えし、緊急訪問とします。2:05 出発。",
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
        day=0, time="02:37", who="tanaka", patient=P, purpose=Purpose.ORDER, reply_to="P1-urgent",
        key="P1-night-order",
        text="電話でお話ししたとおりです。酸素を2 L/分へ、SpO2 88～92 %を目標に。"
        "坐位を保ってください。"
        "これから往診します。到着予定は3:10です。",
        to=("@nurse",),
    ),
    Answered(
        day=0, time="02:38", who="ono", patient=P, key="P1-night-order",
        code=ResponseCode.ACKNOWLEDGED,
    ),
    Said(
        day=0, time="03:40", who="tanaka", patient=P, purpose=Purpose.REPORT, key="P1-house-call",
        text="往診。心不全の増悪と判断し、フロセミドを静注しました。SpO2 90 %（2 L/分）、"
        "呼吸数22回。"
        "ご本人と長女様（電話）は在宅での継続を希望。悪化時の受け入れは霧沢中央病院へ連絡済みです。"
        "",
        vitals=vitals(pulse="98", rhythm="irregular", pressure="142/80", spo2="90", oxygen="2",
                      rr="22", jcs="1", condition="after-care"),
    ),
    Said(
        day=0, time="06:30", who="ono", patient=P, purpose=Purpose.REPORT, key="P1-dawn",
        text="電話確認 6:30　あれから眠れたとのこと。尿量は約700 mL。息苦しさは軽くなっています。"
        "7:30の往診は予定どおりでお願いいたします。",
        to=("tanaka", "ogawa"),
    ),
    Answered(
        day=0, time="07:30", who="tanaka", patient=P, key="P1-dawn", code=ResponseCode.CONFIRMED
    ),
    Read(day=0, time="07:32", who="tanaka", patient=P),
    Said(
        day=0, time="08:20", who="tanaka", patient=P, purpose=Purpose.ORDER, key="P1-today",
        text="7:30 往診。浮腫2+、起坐呼吸は消失。フロセミドは40 mgを継続、酸素は2 L/分。"
        "本日夕方の訪問で体重・尿量・SpO2を確認し、報告してください。",
        vitals=vitals(pulse="88", pressure="136/76", spo2="91", oxygen="2", rr="20", jcs="1"),
        to=("@nurse",), reply_by=(0, "18:00"),
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
