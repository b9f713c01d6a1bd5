"""Two weeks of P5: ALS on a ventilator at home, and a test of what a power cut would mean."""

from config.demo.sheets import At, On, call, order, physician_visit, visit_note, vitals
from config.demo.story import Claimed, Event, Read, Said, Stepped, Ticked
from messaging.vocabulary import OrderStepKind, Purpose

P = "P5"
STEP = OrderStepKind

EVENTS: tuple[Event, ...] = (
    Said(
        day=-15, time="10:30", who="sato", patient=P, purpose=Purpose.REPORT,
        form=visit_note(
            90, "ventilator", "tracheostomy-care", "suction", "gastrostomy-care",
            sputum_amount="medium", sputum_color=("white",), suction_count=3,
            devices=("ventilator", "tracheostomy", "gastrostomy"), ventilator_settings="same",
            ventilator_alarm="なし", cuff_pressure=25, sleep=("well",),
        ),
        text="定期訪問。呼吸器の設定は指示書と一致、アラームなし。カフ圧25 cmH2O。"
        "痰は白色・中等量。"
        "文字盤で「夜はよく眠れている」とのこと。",
        vitals=vitals(temp="36.5", pulse="72", pressure="122/70", spo2="97", by="ventilator",
                      rr="14"),
    ),
    Said(
        day=-14, time="15:00", who="tanaka", patient=P, purpose=Purpose.REPORT,
        form=physician_visit(
            30, next_visit_date=On(1, office=True),
            order_treatment="気管カニューレ交換（8.0 mm、実施済み）。",
            care_notes="発熱時は痰の性状をあわせて報告してください。",
        ),
        text="訪問診療。気管カニューレを交換しました（8.0 mm）。方針変更なし。次回{D+1}。"
        "ケアの留意点：発熱時は痰の性状をあわせて報告してください。",
    ),
    Said(
        day=-12, time="13:15", who="nakamura", patient=P, purpose=Purpose.REPORT,
        text="喀痰吸引の研修を終えたヘルパー1名が加わりました。今週は佐藤さんと同行します。",
    ),
    Said(
        day=-10, time="10:40", who="sato", patient=P, purpose=Purpose.REPORT,
        form=visit_note(
            90, "suction", "gastrostomy-care", "ventilator", companion=("other-profession",),
            companion_name="ヘルパー（ひだまり）", sputum_amount="medium", sputum_color=("white",),
            devices=("ventilator", "tracheostomy", "gastrostomy"), ventilator_settings="same",
            cuff_pressure=25, gastrostomy_kind="balloon-button", gastrostomy_size=20,
            gastrostomy_skin="周囲に軽い発赤",
        ),
        text="ヘルパーさんと同行。口腔・気管内の吸引手技を確認し、問題ありませんでした。"
        "胃ろう周囲に軽い発赤があり、洗浄と固定の位置を見直しました。",
        vitals=vitals(temp="36.6", pulse="74", pressure="120/68", spo2="97", by="ventilator",
                      rr="14"),
    ),
    Said(
        day=-8, time="19:40", who="ono", patient=P, purpose=Purpose.REPORT,
        form=call(
            At("19:30"), "family", "device-alarm", "by-telephone", "next-morning",
            caller_relation="妻", advice="吸引と体位調整、回路の水抜きを一緒に行いました。",
            finished_at=At("19:40"),
        ),
        text="奥様より「高圧アラームが続く」。吸引と体位調整で解除。"
        "回路の水抜きを電話で一緒に行い、SpO2 96 %を確認。電話で終了、翌朝訪問します。",
    ),
    Said(
        day=-7, time="09:30", who="sato", patient=P, purpose=Purpose.REPORT,
        form=visit_note(
            45, "ventilator", "suction", kind="extra", overall="slight-change", report="next-time",
            devices=("ventilator", "tracheostomy", "gastrostomy"), ventilator_settings="same",
            ventilator_alarm="高圧アラーム1回（昨夜）", cuff_pressure=26,
        ),
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
        form=order("treatment", starts_on=On(-6), due_at=At("18:00", 7)),
        text="洗浄後に亜鉛華軟膏を1日2回、1週間。広がるとき、"
        "浸出液が増えるときは写真で報告してください。",
        to=("@nurse",),
    ),
    Stepped(
        day=-6, time="18:02", who="ono", patient=P, key="P5-ointment", step=STEP.TAKE,
    ),
    Said(
        day=-4, time="11:00", who="sato", patient=P, purpose=Purpose.NOTICE,
        text="停電を想定した訓練を行いました。外部バッテリー2本で約8時間、"
        "発電機の始動は長女様も可能です。"
        "避難先は霧沢中央病院で登録済みです。",
    ),
    Said(
        day=-3, time="18:10", who="tanaka", patient=P, purpose=Purpose.ORDER, key="P5-blood",
        form=order("test", due_at=At("17:00", 2)),
        text="次の訪問で採血（血算、電解質、CO2）をお願いします。容器はクリニックからお届けします。",
        to=("@nurse",),
    ),
    Said(
        day=-2, time="10:35", who="sato", patient=P, purpose=Purpose.REPORT, key="P5-supplies",
        visit="P5-weekly",
        form=visit_note(
            45, "ventilator", "suction", "gastrostomy-care", "ointment",
            sputum_amount="little", sputum_color=("white",), suction_count=2,
            devices=("ventilator", "tracheostomy", "gastrostomy"), ventilator_settings="same",
            cuff_pressure=26, gastrostomy_skin="発赤1.0 cmに縮小。軟膏塗布",
            handover=("胃ろうの軟膏は{D+1}まで", "吸引カテーテルの残りを数える"),
            supplies=(
                {"supply": "吸引カテーテル 12 Fr", "used": 20, "left": 15, "refill_from": "clinic"},
            ),
        ),
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
    Claimed(day=-1, time="17:00", who="ono", patient=P, key="P5-gloves", target="@nurse"),
    Ticked(day=0, time="08:20", who="sato", patient=P, key="P5-supplies"),
    Said(
        day=0, time="08:30", who="sato", patient=P, purpose=Purpose.REPORT, key="P5-today",
        visit="P5-early",
        form=visit_note(
            45, "ventilator", "suction", "gastrostomy-care", "oral-care", "ointment",
            sputum_amount="little", sputum_color=("white",), suction_count=2,
            devices=("ventilator", "tracheostomy", "gastrostomy"), ventilator_settings="same",
            ventilator_alarm="なし", ventilator_battery=100, cuff_pressure=25,
            gastrostomy_skin="発赤ほぼ消失", sleep=("well",), next_visit_date=On(5),
        ),
        text="文字盤で「よく眠れた」。胃ろう周囲の発赤はほぼ消えました。娘さんへの手紙は2枚目だそうです。",
        vitals=vitals(temp="36.5", pulse="72", pressure="120/70", spo2="98", by="ventilator",
                      rr="14"),
    ),
    Said(
        day=0, time="08:55", who="ono", patient=P, purpose=Purpose.REQUEST, key="P5-respite",
        text="来月のレスパイト入院中の夜間当番の引き継ぎについて、呼吸器の設定票をお送りします。"
        "ご確認をお願いいたします。",
        to=("ogawa",), reply_by=(3, "17:00"),
    ),
)  # fmt: skip
