"""Two weeks of P8: after a stroke, with a catheter, an anticoagulant, and a small fall."""

from config.demo.story import Answered, Event, Read, Said, vitals
from messaging.vocabulary import Purpose, ResponseCode

P = "P8"

EVENTS: tuple[Event, ...] = (
    Said(
        day=-15, time="14:00", who="sato", patient=P, purpose=Purpose.REPORT,
        text="定期訪問。移乗は見守りで安定。尿は淡黄色、浮遊物なし。"
        "左手での食事動作が上達されています。",
        vitals=vitals(temp="36.4", pulse="76", rhythm="irregular", pressure="132/78", spo2="97"),
    ),
    Said(
        day=-14, time="12:40", who="nguyen", patient=P, purpose=Purpose.REPORT,
        text="いつもと変わりありません。昼食8割、お茶200 mL飲まれました。車いすで庭に出ました。",
    ),
    Said(
        day=-13, time="16:10", who="tanaka", patient=P, purpose=Purpose.REPORT,
        text="訪問診療。心房細動のレートは落ち着いています。抗凝固薬は継続。次回{D+1}。"
        "ケアの留意点：出血、黒い便、転倒時はご連絡ください。",
    ),
    Said(
        day=-11, time="14:05", who="sato", patient=P, purpose=Purpose.REPORT,
        text="尿道カテーテルを交換しました（14 Fr、固定水10 mL）。抵抗・出血なし。次回は4週後です。"
        "",
        vitals=vitals(temp="36.5", pulse="78", rhythm="irregular", pressure="128/76", spo2="97"),
    ),
    Said(
        day=-9, time="15:20", who="ito", patient=P, purpose=Purpose.REPORT, any_day=True,
        text="夕方の抗凝固薬が3回分残っていました。理由：妻の外出時に飲み忘れ。"
        "一包化と服薬カレンダーの時刻シールを始めました。",
    ),
    Said(
        day=-7, time="12:35", who="nguyen", patient=P, purpose=Purpose.CONSULT, key="P8-fall",
        text="12時ごろ、ベッドの横で尻もちをついているところを見つけました。頭は打っていません。"
        "痛みはないそうです。看護ステーションへ電話しました（12:10）。",
        to=("@nurse",), reply_by=(-7, "13:30"),
    ),
    Answered(
        day=-7, time="12:41", who="sato", patient=P, key="P8-fall", code=ResponseCode.ACKNOWLEDGED
    ),
    Said(
        day=-7, time="13:50", who="sato", patient=P, purpose=Purpose.REPORT, reply_to="P8-fall",
        key="P8-checked",
        text="緊急訪問。打撲痕なし、頭部打撲なし、神経症状の変化なし。抗凝固薬を内服中のため、"
        "48時間は頭痛・嘔吐・眠気に注意するよう奥様へお伝えしました。",
        vitals=vitals(temp="36.6", pulse="82", rhythm="irregular", pressure="138/80", spo2="97",
                      jcs="0"),
        to=("tanaka",),
    ),
    Answered(
        day=-7, time="14:20", who="tanaka", patient=P, key="P8-checked",
        code=ResponseCode.CONFIRMED,
    ),
    Said(
        day=-5, time="10:15", who="suzuki", patient=P, purpose=Purpose.NOTICE, any_day=True,
        text="ベッド柵と立ち上がり手すりの位置を見直しました。奥様の腰痛が続いているため、"
        "訪問介護の回数を週3回から4回へ変更します（{D+2}から）。",
        mentions=("nguyen",), key="P8-more-help",
    ),
    Answered(
        day=-5, time="12:10", who="nguyen", patient=P, key="P8-more-help",
        code=ResponseCode.ACKNOWLEDGED,
    ),
    Said(
        day=-4, time="12:45", who="nguyen", patient=P, purpose=Purpose.REPORT,
        text="昼食7割、お茶180 mL。便はありませんでした（2日ぶり）。"
        "新しい手すりを使って立てました。",
    ),
    Said(
        day=-2, time="14:10", who="sato", patient=P, purpose=Purpose.CONSULT, key="P8-urine",
        text="尿に浮遊物が増え、混濁があります。発熱なし、腹部の張りなし。"
        "カテーテルの閉塞はありません。"
        "検査の要否をご相談いたします。",
        vitals=vitals(temp="36.9", pulse="80", rhythm="irregular", pressure="130/76", spo2="97"),
        to=("tanaka",), reply_by=(0, "17:00"),
    ),
    Read(day=-1, time="18:00", who="ogawa", patient=P),
    Said(
        day=0, time="08:30", who="nguyen", patient=P, purpose=Purpose.CONSULT, key="P8-tired",
        text="相談してもよいでしょうか。いつもより元気がなく、朝ごはんは3割でした。"
        "熱は36.8 ℃です。尿の色が濃いです。",
        to=("@nurse",), reply_by=(0, "12:00"),
    ),
    Said(
        day=0, time="09:12", who="suzuki", patient=P, purpose=Purpose.REQUEST, key="P8-plan",
        text="訪問介護を増やすケアプラン変更にあたり、医学的なご意見をお願いいたします。"
        "当番時に留意する点があれば、小川先生もお聞かせください。",
        to=("tanaka", "ogawa"), reply_by=(4, "17:00"),
    ),
    Said(
        day=0, time="09:22", who="sato", patient=P, purpose=Purpose.REQUEST, key="P8-drink",
        text="ありがとうございます。10時ごろ伺います。それまで飲んだお茶の量と、"
        "尿の袋の量を書いておいてください。",
        reply_to="P8-tired", to=("nguyen",), reply_by=(0, "12:00"),
    ),
)  # fmt: skip
