"""Two weeks of P8: after a stroke, with a catheter, an anticoagulant, and a small fall."""

from config.demo.sheets import (
    At,
    On,
    care_record,
    helper_note,
    pharmacist_visit,
    physician_visit,
    visit_note,
    vitals,
)
from config.demo.story import Answered, Came, Event, Planned, Read, Said
from messaging.vocabulary import Purpose, ResponseCode
from patients.vocabulary import VisitKind

P = "P8"

EVENTS: tuple[Event, ...] = (
    Said(
        day=-15, time="14:00", who="sato", patient=P, purpose=Purpose.REPORT,
        form=visit_note(
            45, "walking-transfer", "perineal-care", urination_way=("indwelling",),
            urine_look=("clear",),
            catheter_size=14, catheter_water=10, catheter_trouble=("none",),
            adl_transfer="watched", adl_eating="self",
        ),
        text="定期訪問。移乗は見守りで安定。尿は淡黄色、浮遊物なし。"
        "左手での食事動作が上達されています。",
        vitals=vitals(temp="36.4", pulse="76", rhythm="irregular", pressure="132/78", spo2="97"),
    ),
    Said(
        day=-14, time="12:40", who="nguyen", patient=P, purpose=Purpose.REPORT,
        form=helper_note(
            60, eaten=8, drunk_ml=200, stool="yes", urine="yes", medicine="taken", skin_red=False,
        ),
        text="いつもと変わりありません。昼食8割、お茶200 mL飲まれました。車いすで庭に出ました。",
    ),
    Said(
        day=-13, time="16:10", who="tanaka", patient=P, purpose=Purpose.REPORT,
        form=physician_visit(
            20, next_visit_date=On(1, office=True), assessment="レートは落ち着いています。",
            order_medicine="抗凝固薬は継続。", care_notes="出血、黒い便、転倒時はご連絡ください。",
        ),
        text="訪問診療。心房細動のレートは落ち着いています。抗凝固薬は継続。次回{D+1}。"
        "ケアの留意点：出血、黒い便、転倒時はご連絡ください。",
    ),
    Said(
        day=-11, time="14:05", who="sato", patient=P, purpose=Purpose.REPORT,
        form=visit_note(
            45, "catheter-change", "perineal-care", urination_way=("indwelling",),
            urine_look=("clear",),
            catheter_size=14, catheter_water=10, catheter_changed_on=On(-11),
            catheter_trouble=("none",),
            supplies=({"supply": "膀胱留置カテーテル 14 Fr", "used": 1, "left": 1,
                       "refill_from": "clinic"},),
        ),
        text="尿道カテーテルを交換しました（14 Fr、固定水10 mL）。抵抗・出血なし。次回は4週後です。"
        "",
        vitals=vitals(temp="36.5", pulse="78", rhythm="irregular", pressure="128/76", spo2="97"),
    ),
    Said(
        day=-9, time="15:20", who="ito", patient=P, purpose=Purpose.REPORT, any_day=True,
        form=pharmacist_visit(
            25, adherence=("forgotten",),
            leftovers=({"drug": "アピキサバン錠2.5mg", "count": 3,
            "reason": "妻の外出時に飲み忘れ"},),
            storage="improved", storage_note="一包化と服薬カレンダーの時刻シールを開始",
            report_to=("physician", "care-manager"),
        ),
        text="夕方の抗凝固薬が3回分残っていました。理由：妻の外出時に飲み忘れ。"
        "一包化と服薬カレンダーの時刻シールを始めました。",
    ),
    Said(
        day=-7, time="12:35", who="nguyen", patient=P, purpose=Purpose.CONSULT, key="P8-fall",
        form=helper_note(
            60, eaten=7, drunk_ml=150, medicine="taken", skin_red=False, unusual=("unsteady",),
        ),
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
        form=visit_note(
            40, "walking-transfer", "told-physician", kind="urgent", overall="slight-change",
            report="today", fell=True, fell_at=At("12:00"), fell_place="ベッドの横",
            head_struck=False, fall_injury="なし", anticoagulated=True,
            sbar_s="12時ごろ尻もち。頭部打撲・打撲痕なし。",
            sbar_b="右片麻痺、抗凝固薬内服中。",
            sbar_a="神経症状の変化はありません。",
            sbar_r="48時間の観察を続けます。ご指示があればお願いいたします。",
        ),
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
        form=care_record(
            "visit", At("09:40"), contact_with="妻 髙﨑 文子様",
            service_changes=(
                {"service": "訪問介護", "change": "週3回から4回へ", "starts_on": On(2),
                 "reason": "奥様の腰痛"},
            ),
            monitoring="ベッド柵と手すりの位置を見直し、立ち上がりが安定。", goal_result="reviewed",
        ),
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
        form=helper_note(
            60, eaten=7, drunk_ml=180, stool="no", urine="yes", medicine="taken", skin_red=False,
        ),
        text="昼食7割、お茶180 mL。便はありませんでした（2日ぶり）。"
        "新しい手すりを使って立てました。",
    ),
    Said(
        day=-2, time="14:10", who="sato", patient=P, purpose=Purpose.CONSULT, key="P8-urine",
        visit="P8-weekly",
        form=visit_note(
            45, "perineal-care", "specimen", overall="consult", report="next-time",
            urination_way=("indwelling",), urine_look=("cloudy", "floating"),
            catheter_size=14, catheter_trouble=("none",),
            handover=("尿の色と量、体温。にごりが続けば採尿",),
        ),
        text="尿に浮遊物が増え、混濁があります。発熱なし、腹部の張りなし。"
        "カテーテルの閉塞はありません。"
        "検査の要否をご相談いたします。",
        vitals=vitals(temp="36.9", pulse="80", rhythm="irregular", pressure="130/76", spo2="97"),
        to=("tanaka",), reply_by=(0, "17:00"),
    ),
    Read(day=-1, time="18:00", who="ogawa", patient=P),
    Said(
        day=0, time="08:30", who="nguyen", patient=P, purpose=Purpose.CONSULT, key="P8-tired",
        visit="P8-helper",
        form=helper_note(
            60, eaten=3, drunk_ml=100, stool="no", urine="little", medicine="taken",
            skin_red=False, unusual=("no-energy", "not-eating"),
        ),
        text="相談してもよいでしょうか。いつもより元気がなく、朝ごはんは3割でした。"
        "尿の色が濃いです。",
        vitals=vitals(temp="36.8", pressure="124/72"),
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
    Planned(
        day=0, time="09:23", who="sato", patient=P, key="P8-extra", visitor="sato",
        first=0, begins="10:00", minutes=45, kind=VisitKind.EXTRA, remark="元気がない、尿が濃い",
    ),
    Came(day=0, time="09:57", who="sato", patient=P, visit="P8-extra"),
)  # fmt: skip
