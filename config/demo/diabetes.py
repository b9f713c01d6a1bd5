"""Two weeks of P4: insulin, mornings with low sugar, and a name that another patient has too."""

from config.demo.story import Answered, Event, Read, Said, vitals
from messaging.vocabulary import Purpose, ResponseCode

P = "P4"

EVENTS: tuple[Event, ...] = (
    Said(
        day=-14, time="09:20", who="ono", patient=P, purpose=Purpose.REPORT,
        text="定期訪問。朝食前血糖124。注射は白内障のため単位合わせを一緒に確認しました。"
        "足に傷はありません。",
        vitals=vitals(temp="36.3", pulse="70", pressure="136/78", spo2="97", glucose="124"),
    ),
    Said(
        day=-13, time="15:10", who="ito", patient=P, purpose=Purpose.REPORT, any_day=True,
        text="服薬状況は良好、残薬なし。注入器の目盛りが見えにくいとのことで、"
        "音で数える方法を練習しました。",
    ),
    Said(
        day=-11, time="14:30", who="tanaka", patient=P, purpose=Purpose.REPORT,
        text="訪問診療。HbA1c 7.4 %。インスリンは朝10単位を継続します。"
        "低血糖時の対応をご主人と確認しました。"
        "眼科の手術は来月の予定です。",
    ),
    Said(
        day=-9, time="09:15", who="ono", patient=P, purpose=Purpose.REPORT,
        text="定期訪問。朝食前血糖88。ふらつきなし。ご主人が血糖手帳をつけてくださっています。",
        vitals=vitals(temp="36.4", pulse="72", pressure="132/76", spo2="97", glucose="88"),
    ),
    Said(
        day=-7, time="09:40", who="ono", patient=P, purpose=Purpose.CONSULT, key="P4-low",
        text="朝食前血糖66、冷汗はなく無自覚でした。ブドウ糖10 gで15分後に104。"
        "手帳では今週60台が2回あります。インスリン量についてご相談いたします。",
        vitals=vitals(temp="36.2", pulse="78", pressure="128/72", spo2="97", glucose="66"),
        to=("tanaka",), reply_by=(-7, "17:00"),
    ),
    Said(
        day=-7, time="12:20", who="tanaka", patient=P, purpose=Purpose.ORDER, reply_to="P4-low",
        key="P4-units",
        text="持効型インスリンを朝10単位から8単位へ減量します。3日間は毎朝の血糖を記録し、"
        "70未満なら電話をください。",
        to=("@nurse", "ito"),
    ),
    Answered(
        day=-7, time="12:26", who="ono", patient=P, key="P4-units", code=ResponseCode.ACKNOWLEDGED
    ),
    Answered(
        day=-7, time="12:50", who="ito", patient=P, key="P4-units", any_day=True,
        code=ResponseCode.ACKNOWLEDGED,
    ),
    Said(
        day=-6, time="10:30", who="ito", patient=P, purpose=Purpose.NOTICE, any_day=True,
        text="減量後の単位をシールにして注入器に貼りました。ご主人にも説明しています。"
        "※同じ読みのお名前の方がいらっしゃるため、薬袋は生年月日でも照合しています。",
    ),
    Said(
        day=-4, time="09:10", who="ono", patient=P, purpose=Purpose.REPORT,
        text="減量後3日。朝食前血糖は96、102、91。ふらつきなく、食事は10割です。",
        vitals=vitals(temp="36.5", pulse="70", pressure="134/76", spo2="98", glucose="91"),
        to=("tanaka",),
    ),
    Said(
        day=-2, time="16:40", who="ito", patient=P, purpose=Purpose.REPORT, any_day=True,
        text="血糖測定用の針と消毒綿をお届けしました。眼科の術前で中止する薬はありません。",
    ),
    Said(
        day=-1, time="09:25", who="ono", patient=P, purpose=Purpose.CONSULT, key="P4-foot",
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
