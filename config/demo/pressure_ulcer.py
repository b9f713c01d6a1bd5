"""Two weeks of P6: a pressure ulcer in a mountain house without mobile signal."""

from config.demo.story import Answered, Event, Read, Said, vitals
from messaging.vocabulary import Purpose, ResponseCode

P = "P6"

EVENTS: tuple[Event, ...] = (
    Said(
        day=-15, time="11:00", arrived="12:25", who="sato", patient=P, purpose=Purpose.REPORT,
        text="定期訪問。仙骨部の褥瘡は D3-e3s8i1g3N3p0:18。滲出液は中等量、周囲の発赤あり。"
        "処置は指示どおり行いました。食事は7割、水分900 mL。",
        vitals=vitals(temp="36.5", pulse="72", pressure="118/64", spo2="96", jcs="2"),
    ),
    Said(
        day=-13, time="14:10", who="tanaka", patient=P, purpose=Purpose.REPORT,
        text="訪問診療。壊死組織を一部除去しました。軟膏は継続、ガーゼは1日1回交換。次回{D+1}。"
        "ケアの留意点：左右の体位変換と、踵の除圧をお願いします。",
    ),
    Said(
        day=-12, time="11:20", arrived="13:05", who="sato", patient=P, purpose=Purpose.REPORT,
        text="処置時の痛みの訴えなし。三男様に体位変換の角度（30度）を一緒に確認しました。"
        "夜間は2回起きて向きを変えてくださっています。",
        vitals=vitals(temp="36.4", pulse="70", pressure="116/62", spo2="96"),
    ),
    Said(
        day=-10, time="10:30", who="suzuki", patient=P, purpose=Purpose.NOTICE, any_day=True,
        text="モニタリング：体圧分散マットレスは適合しています。三男様の腰痛が続いており、"
        "スライディングシートの導入を提案しました。",
    ),
    Said(
        day=-9, time="11:10", arrived="12:40", who="sato", patient=P, purpose=Purpose.CONSULT,
        key="P6-wound",
        text="滲出液が増え、においがあります。発熱なし。壊死組織は減っています。"
        "洗浄の回数と被覆材についてご相談いたします。",
        vitals=vitals(temp="36.8", pulse="78", pressure="114/60", spo2="95"),
        to=("tanaka",), reply_by=(-8, "12:00"),
    ),
    Said(
        day=-9, time="17:30", who="tanaka", patient=P, purpose=Purpose.ORDER, reply_to="P6-wound",
        key="P6-wash",
        text="洗浄を1日2回（夜はご家族）へ。外用をヨウ素含有軟膏に変更します。"
        "処方箋はいずみ薬局へ。"
        "38.0 ℃以上のときは電話をください。",
        to=("@nurse", "ito"),
    ),
    Answered(
        day=-9, time="17:42", who="sato", patient=P, key="P6-wash", code=ResponseCode.ACKNOWLEDGED
    ),
    Answered(
        day=-8, time="09:05", who="ito", patient=P, key="P6-wash", any_day=True,
        code=ResponseCode.ACKNOWLEDGED,
    ),
    Said(
        day=-8, time="15:30", who="ito", patient=P, purpose=Purpose.NOTICE, any_day=True,
        text="軟膏を雲野村のご自宅へお届けし、塗る量を三男様と確認しました。"
        "甲状腺の病気・薬はありません。",
    ),
    Said(
        day=-6, time="11:05", arrived="12:20", who="sato", patient=P, purpose=Purpose.REPORT,
        text="滲出液は減り、においも軽くなりました。夜の洗浄は三男様が続けてくださっています。",
        vitals=vitals(temp="36.5", pulse="72", pressure="116/62", spo2="96"),
    ),
    Said(
        day=-4, time="13:40", who="suzuki", patient=P, purpose=Purpose.REPORT, any_day=True,
        text="スライディングシートを搬入しました。三男様「少ない力で動かせる」。"
        "冬の道路状況に備え、訪問の予備日を相談しています。",
    ),
    Said(
        day=-3, time="11:15", arrived="12:55", who="sato", patient=P, purpose=Purpose.REPORT,
        text="D3-e3s8i0g3N3p0:17。周囲の発赤が消えました。食事は6割にやや低下、水分800 mL。",
        vitals=vitals(temp="36.6", pulse="74", pressure="112/60", spo2="96", weight="38.4"),
    ),
    Read(day=-3, time="18:20", who="tanaka", patient=P),
    Said(
        day=-1, time="11:10", arrived="12:50", who="sato", patient=P, purpose=Purpose.CONSULT,
        key="P6-food",
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
