"""Two weeks of P5: ALS on a ventilator at home, and a test of what a power cut would mean."""

from config.demo.story import Answered, Event, Read, Said, vitals
from messaging.vocabulary import Purpose, ResponseCode

P = "P5"

EVENTS: tuple[Event, ...] = (
    Said(
        day=-15, time="10:30", who="sato", patient=P, purpose=Purpose.REPORT,
        text="定期訪問。呼吸器の設定は指示書と一致、アラームなし。カフ圧25 cmH2O。"
        "痰は白色・中等量。"
        "文字盤で「夜はよく眠れている」とのこと。",
        vitals=vitals(temp="36.5", pulse="72", pressure="122/70", spo2="97", by="ventilator",
                      rr="14"),
    ),
    Said(
        day=-14, time="15:00", who="tanaka", patient=P, purpose=Purpose.REPORT,
        text="訪問診療。気管カニューレを交換しました（8.0 mm）。方針変更なし。次回{D+1}。"
        "ケアの留意点：発熱時は痰の性状をあわせて報告してください。",
    ),
    Said(
        day=-12, time="13:15", who="nakamura", patient=P, purpose=Purpose.REPORT,
        text="喀痰吸引の研修を終えたヘルパー1名が加わりました。今週は佐藤さんと同行します。",
    ),
    Said(
        day=-10, time="10:40", who="sato", patient=P, purpose=Purpose.REPORT,
        text="ヘルパーさんと同行。口腔・気管内の吸引手技を確認し、問題ありませんでした。"
        "胃ろう周囲に軽い発赤があり、洗浄と固定の位置を見直しました。",
        vitals=vitals(temp="36.6", pulse="74", pressure="120/68", spo2="97", by="ventilator",
                      rr="14"),
    ),
    Said(
        day=-8, time="19:40", who="ono", patient=P, purpose=Purpose.REPORT,
        text="コール受付 19:40　奥様より「高圧アラームが続く」。吸引と体位調整で解除。"
        "回路の水抜きを電話で一緒に行い、SpO2 96 %を確認。電話で終了、翌朝訪問します。",
    ),
    Said(
        day=-7, time="09:30", who="sato", patient=P, purpose=Purpose.REPORT,
        text="昨夜のアラームの確認。回路の結露が原因と思われます。加温加湿器の位置を下げ、"
        "水抜きの手順書をベッド脇に貼りました。",
        vitals=vitals(temp="36.7", pulse="78", pressure="124/70", spo2="96", by="ventilator",
                      rr="15"),
    ),
    Said(
        day=-6, time="14:20", who="ono", patient=P, purpose=Purpose.CONSULT, key="P5-rash",
        text="胃ろう周囲の発赤が1.5 cmに広がりました。びらんなし、滲出液少量。"
        "軟膏の要否をご相談いたします。",
        to=("tanaka",), reply_by=(-5, "12:00"),
    ),
    Said(
        day=-6, time="17:55", who="tanaka", patient=P, purpose=Purpose.ORDER, reply_to="P5-rash",
        key="P5-ointment",
        text="洗浄後に亜鉛華軟膏を1日2回、1週間。広がるとき、"
        "浸出液が増えるときは写真で報告してください。",
        to=("@nurse",),
    ),
    Answered(
        day=-6, time="18:02", who="ono", patient=P, key="P5-ointment",
        code=ResponseCode.ACKNOWLEDGED,
    ),
    Said(
        day=-4, time="11:00", who="sato", patient=P, purpose=Purpose.NOTICE,
        text="停電を想定した訓練を行いました。外部バッテリー2本で約8時間、"
        "発電機の始動は長女様も可能です。"
        "避難先は霧沢中央病院で登録済みです。",
    ),
    Said(
        day=-2, time="10:35", who="sato", patient=P, purpose=Purpose.REPORT,
        text="胃ろう周囲の発赤は1.0 cmに縮小。痰は白色・少量。カフ圧26 cmH2O。"
        "視線入力の機器に慣れてこられ、娘さんへ手紙を書いておられます。",
        vitals=vitals(temp="36.4", pulse="70", pressure="118/68", spo2="97", by="ventilator",
                      rr="14"),
    ),
    Read(day=-1, time="08:50", who="ogawa", patient=P),
    Said(
        day=-1, time="16:20", who="nakamura", patient=P, purpose=Purpose.REQUEST, key="P5-gloves",
        text="吸引カテーテルと手袋が残りわずかです。次の訪問のときに補充をお願いします。",
        to=("@nurse",), reply_by=(1, "12:00"),
    ),
    Said(
        day=0, time="08:55", who="ono", patient=P, purpose=Purpose.REQUEST, key="P5-respite",
        text="来月のレスパイト入院中の夜間当番の引き継ぎについて、呼吸器の設定票をお送りします。"
        "ご確認をお願いいたします。",
        to=("ogawa",), reply_by=(3, "17:00"),
    ),
)  # fmt: skip
