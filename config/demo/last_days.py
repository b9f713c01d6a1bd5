"""Story C: P2 dies at home, as he wished."""

from config.demo.sheets import (
    At,
    On,
    call,
    care_record,
    death,
    order,
    pharmacist_visit,
    physician_visit,
    visit_note,
    vitals,
)
from config.demo.story import Answered, Event, Listed, Moved, Read, Said, Stepped, Ticked
from messaging.vocabulary import OrderStepKind, Purpose, ResponseCode
from patients.medication import Medicine
from patients.vocabulary import Location, MedicationSource, VisitKind
from sharing.vocabulary import Profession

P = "P2"
STEP = OrderStepKind

EVENTS: tuple[Event, ...] = (
    Said(
        day=-20, time="11:00", who="tanaka", patient=P, purpose=Purpose.REPORT,
        form=physician_visit(
            40, next_visit_date=On(-14, office=True), assessment="痛みはおおむね落ち着いています。",
            order_medicine="フェンタニル貼付剤2 mg/日、レスキューは内服。",
            care_notes="痛みの訴えとレスキューの回数を記録してください。",
        ),
        text="退院翌日の訪問診療。フェンタニル貼付剤2 mg/日、レスキューは内服。"
        "痛みはおおむね落ち着いています。"
        "予後は週単位と奥様へご説明しました。次回訪問診療{D-14}。",
        vitals=vitals(temp="36.6", pulse="88", pressure="112/62", spo2="96", nrs_rest="3"),
    ),
    Said(
        day=-18, time="14:30", who="ono", patient=P, purpose=Purpose.REPORT,
        form=visit_note(
            60, "pain-relief", "opioid-pca", "family-teaching", kind="first",
            medicine_manager=("family",), medicine_method=("box",), adherence=("sure",),
            rescue_count=1, rescue_effect="good", patch_count=1, patch_removed=1,
            home_care_note="奥様がおひとりで介護。夜は隣室で休まれています。",
            caregiver_fatigue="mild",
            caregiver_sleep="broken", caregiver_skill="watched",
        ),
        text="初回訪問。縁側に面したお部屋にベッドを置かれ、「庭が見えるのがいい」と穏やかです。"
        "麻薬の保管場所と貼り替えの記録表を奥様と確認しました。",
        vitals=vitals(temp="36.4", pulse="84", pressure="110/60", spo2="97", nrs_rest="2",
                      nrs_move="4"),
    ),
    Said(
        day=-14, time="18:00", who="tanaka", patient=P, purpose=Purpose.REPORT, key="P2-wishes",
        form=physician_visit(
            45, present="奥様、大野（訪問看護）、鈴木（ケアマネジャー）",
            policy_change="心肺蘇生・救急要請は行わず、自宅で看取る方針とします。",
            care_notes="急変時は119ではなく訪問看護へ電話してください。",
            wishes_emergency="心肺蘇生は希望しない。救急要請もしない。",
            wishes_last_stage="家で、庭の見える部屋で過ごしたい。苦しまないように。",
        ),
        text="ご本人・奥様とこれからのことを話し合いました（同席：大野、鈴木）。\n"
        "ご本人「家で、庭の見える部屋で」。奥様「苦しまないように」。\n"
        "心肺蘇生は希望されません。急変時も救急要請はせず、訪問看護へ電話する方針です。",
        mentions=("ogawa",),
    ),
    Answered(
        day=-14, time="18:30", who="ogawa", patient=P, key="P2-wishes", code=ResponseCode.CONFIRMED
    ),
    Said(
        day=-12, time="09:40", who="sato", patient=P, purpose=Purpose.CONSULT, key="P2-pain",
        form=visit_note(
            50, "pain-relief", "opioid-pca", "told-physician", overall="consult", report="today",
            adherence=("sure",), rescue_count=5, rescue_effect="some",
            sbar_s="NRS 7、レスキュー5回/日。内服が難しくなっています。",
            sbar_b="膵がん終末期。フェンタニル貼付剤2 mg/日。",
            sbar_a="今の方法では痛みが抑えきれていません。",
            sbar_r="持続皮下注を含め、鎮痛の方法をご検討ください。",
        ),
        text="痛みはNRS 7、レスキューは1日5回です。内服が難しくなってきました。"
        "鎮痛の方法についてご相談いたします。",
        vitals=vitals(temp="36.7", pulse="96", pressure="104/58", spo2="95", rr="18",
                      nrs_rest="7", nrs_move="8"),
        to=("tanaka",), reply_by=(-12, "12:00"),
    ),
    Said(
        day=-12, time="11:50", who="tanaka", patient=P, purpose=Purpose.ORDER, reply_to="P2-pain",
        key="P2-pump",
        form=order("medicine", "observation", starts_on=On(-11), due_at=At("12:00", 2)),
        text="モルヒネ持続皮下注（PCA）へ変更します。処方箋はいずみ薬局へ送りました。"
        "開始は明日の訪問時。開始後2時間と翌朝の呼吸数・痛みを報告してください。",
        to=("@nurse", "ito"),
    ),
    Stepped(day=-12, time="11:58", who="sato", patient=P, key="P2-pump", step=STEP.TAKE),
    Stepped(
        day=-12, time="17:20", who="sato", patient=P, key="P2-pump", step=STEP.PASS_ON,
        to="ono",
    ),
    Stepped(
        day=-12, time="12:10", who="ito", patient=P, key="P2-pump", step=STEP.TAKE, any_day=True,
    ),
    Said(
        day=-11, time="15:00", who="ito", patient=P, purpose=Purpose.REPORT, any_day=True,
        form=pharmacist_visit(
            30, storage="good",
            narcotics=({"drug": "モルヒネ注（PCAカセット）", "remaining": 50, "matched": "match"},),
            next_visit_date=On(-8), report_to=("physician",),
        ),
        text="PCAカセットを調製し、お届けしました。医療用麻薬の残数を照合：帳簿と一致。"
        "残り時間は72時間、次回のお届けは4日以内に行います。",
    ),
    Stepped(
        day=-11, time="15:05", who="ito", patient=P, key="P2-pump", step=STEP.DO,
        any_day=True,
    ),
    Stepped(
        day=-11, time="15:06", who="ito", patient=P, key="P2-pump", step=STEP.REPORT,
        text="カセットをお届けしました。残り時間は72時間です。", any_day=True,
    ),
    Listed(
        day=-11, time="15:11", who="ito", patient=P, key="P2-morphine", any_day=True,
        entry="P2-pump",
        medicine=Medicine(
            "モルヒネ塩酸塩注", "0.05 mL/時", "PCAによる持続皮下注", "田中 誠一",
            MedicationSource.ORDER, "内服困難、NRS 7のため",
        ),
    ),
    Stepped(day=-11, time="17:28", who="ono", patient=P, key="P2-pump", step=STEP.DO),
    Said(
        day=-11, time="17:30", who="ono", patient=P, purpose=Purpose.REPORT, key="P2-pump-begun",
        form=visit_note(
            60, "pain-relief", "opioid-pca", "family-teaching", kind="extra",
            devices=("pca", "central-line"), pca_drug="モルヒネ", pca_rate="0.05", pca_extra=1,
            pca_left="48.5", pca_hours_left=70, central_line_skin=("normal",),
            caregiver_skill="watched",
            handover=("翌朝に呼吸数と痛みを田中先生へ報告",),
        ),
        text="PCA開始後2時間。痛みはNRS 2、「楽になった」とのこと。呼吸数16回、眠気は軽度です。"
        "追加ボタンの使い方を奥様と確認しました。",
        vitals=vitals(pulse="82", pressure="106/60", spo2="96", rr="16", nrs_rest="2"),
    ),
    Stepped(
        day=-10, time="09:30", who="ono", patient=P, key="P2-pump", step=STEP.REPORT,
        text="翌朝：NRS 2、呼吸数15回。眠気は軽度です。",
    ),
    Ticked(day=-10, time="09:31", who="ono", patient=P, key="P2-pump-begun"),
    Stepped(
        day=-10, time="12:40", who="tanaka", patient=P, key="P2-pump", step=STEP.ACCEPT,
        profession=Profession.NURSE,
    ),
    Stepped(
        day=-10, time="12:41", who="tanaka", patient=P, key="P2-pump", step=STEP.ACCEPT,
        profession=Profession.PHARMACIST,
    ),
    Said(
        day=-8, time="21:10", who="ono", patient=P, purpose=Purpose.REPORT,
        form=call(
            At("21:02"), "family", "consciousness", "by-telephone", "next-morning",
            caller_relation="妻",
            advice="呼びかけに応じられれば、そのままお休みいただくようお伝えしました。",
            finished_at=At("21:10"),
        ),
        text="奥様より「眠ってばかりで心配」。呼吸数14回、苦しそうな表情なし、"
        "声をかけるとうなずかれるとのこと。電話で終了とし、翌朝訪問します。",
    ),
    Said(
        day=-7, time="09:10", who="sato", patient=P, purpose=Purpose.REPORT,
        form=visit_note(
            50, "oral-care", "emotional-support", "family-support", overall="slight-change",
            report="next-time", drowsy=True, oral_intake="little", distress=False, less_urine=True,
            devices=("pca",), pca_rate="0.05", pca_extra=0, pca_hours_left=40,
            caregiver_fatigue="moderate", caregiver_sleep="little",
        ),
        text="訪問。傾眠ですが呼びかけに目を開けられます。水分は氷片を少し。"
        "口腔ケアで気持ちよさそうにされました。"
        "奥様の睡眠は4時間ほど。夜の見守りは次男様が週末に交代されます。",
        vitals=vitals(temp="36.9", pulse="90", pressure="96/54", spo2="94", rr="14", jcs="10"),
    ),
    Said(
        day=-5, time="14:20", who="tanaka", patient=P, purpose=Purpose.ORDER, key="P2-end-of-life",
        form=order("contact", "observation", starts_on=On(-5)),
        text="看取り期に入りました。バイタルの値による報告は不要とし、"
        "苦痛の有無を中心に観察してください。"
        "呼吸停止時は、ご家族→訪問看護→当番医の順に電話。119は呼びません。"
        "当番の小川先生へ申し送り済みです。",
        to=("@nurse",), mentions=("ogawa",),
    ),
    Stepped(day=-5, time="14:32", who="ono", patient=P, key="P2-end-of-life", step=STEP.TAKE),
    Answered(
        day=-5, time="14:50", who="sato", patient=P, key="P2-end-of-life",
        code=ResponseCode.ACKNOWLEDGED,
    ),
    Answered(
        day=-5, time="18:05", who="ogawa", patient=P, key="P2-end-of-life",
        code=ResponseCode.CONFIRMED,
    ),
    Said(
        day=-4, time="11:00", who="suzuki", patient=P, purpose=Purpose.NOTICE, any_day=True,
        form=care_record(
            "telephone", At("10:30"), contact_with="妻 木村 節子様",
            service_changes=(
                {"service": "訪問入浴", "change": "中止", "starts_on": On(-4),
                 "reason": "看取り期のため"},
            ),
            course="訪問入浴を中止。福祉用具は継続。夜間の付き添いの相談を受ける。",
        ),
        text="訪問入浴を中止しました。福祉用具はこのまま継続します。奥様の休息のため、"
        "夜間の付き添いについてもご相談に応じています。",
    ),
    Said(
        day=-3, time="16:00", who="sato", patient=P, purpose=Purpose.REPORT, key="P2-rattle",
        visit="P2-afternoon",
        form=visit_note(
            45, "positioning", "oral-care", "symptom-relief", "family-support", kind="end-of-life",
            overall="slight-change", report="next-time", oral_intake="cannot", drowsy=True,
            cold_limbs=True, death_rattle=True, less_urine=True, family_told="done",
            distress=False, devices=("pca",), pca_rate="0.05", pca_hours_left=52,
            handover=("奥様は呼吸の変化を心配されている。電話の順番をもう一度一緒に確認",),
        ),
        text="死前喘鳴があります。吸引はせず、体位を整えました。苦痛の表情はありません。"
        "これからの変化について、奥様と次男様へパンフレットを使って説明しました。",
        vitals=vitals(rr="12", comment="苦痛表情なし。四肢の冷感あり"),
    ),
    Said(
        day=-2, time="03:18", who="ono", patient=P, purpose=Purpose.REPORT, key="P2-breath",
        text="奥様より「息をしていないようです」。"
        "小川先生（当番）へ 3:27 に電話しました。",
        arrived="04:02",
        form=call(
            At("03:18"), "family", "not-breathing", "urgent-visit", "physician",
            caller_relation="妻", red_flags=("no-response",), physician_contacted_at=At("03:27"),
            left_at=At("03:25"), arrived_at=At("03:50"),
            advice="そばにいて、手を握っていてください。119は呼ばない方針を確認しました。",
        ),
    ),
    Moved(day=-2, time="04:38", who="ogawa", patient=P, location=Location.DECEASED),
    Said(
        day=-2, time="04:40", who="ogawa", patient=P, purpose=Purpose.REPORT,
        form=death(
            stopped_noticed_at=At("03:18"), reported_by="family", reporter_relation="妻",
            nurse_arrived_at=At("03:50"), physician_contacted_at=At("03:27"),
            physician_arrived_at=At("04:25"), death_confirmed_at=At("04:35"), certificate="issued",
            narcotics_returned="not-yet", devices_returned="not-yet",
            told=("duty-physician", "station"),
            grief_visit_on=On(30), grief_visit_who="大野 恵",
        ),
        text="往診。4:35、死亡を確認しました。死亡診断書を交付しています。"
        "奥様と次男様が見守るなか、穏やかな最期でした。",
        mentions=("tanaka",), key="P2-death",
    ),
    Said(
        day=-2, time="05:10", who="ono", patient=P, purpose=Purpose.REPORT,
        visit="P2-night", unplanned=VisitKind.END_OF_LIFE,
        form=visit_note(
            80, "end-care", "family-support", "emotional-support", kind="end-of-life",
            report="none", opioid_left="PCA残量 12 mL（薬局へ連絡）",
        ),
        text="奥様、次男様とご一緒にエンゼルケアを行いました。お気に入りの浴衣をお召しです。"
        "田中先生、鈴木さん、伊藤さんへは朝に連絡します。PCAポンプは停止し、残量を記録しました。",
    ),
    Stepped(day=-2, time="05:12", who="ono", patient=P, key="P2-end-of-life", step=STEP.DO),
    Stepped(
        day=-2, time="05:13", who="ono", patient=P, key="P2-end-of-life", step=STEP.REPORT,
        text="ご家族と決めた順番どおりに連絡がとれました。",
    ),
    Ticked(day=-2, time="05:14", who="ono", patient=P, key="P2-rattle"),
    Said(
        day=-2, time="08:05", who="tanaka", patient=P, purpose=Purpose.REPORT,
        reply_to="P2-death",
        text="ご報告ありがとうございました。夜間の対応に感謝いたします。"
        "奥様へお悔やみの電話をしました。",
    ),
    Stepped(
        day=-2, time="08:06", who="tanaka", patient=P, key="P2-end-of-life", step=STEP.ACCEPT,
        profession=Profession.NURSE,
    ),
    Said(
        day=-1, time="11:00", who="ito", patient=P, purpose=Purpose.REPORT, any_day=True,
        form=pharmacist_visit(
            20, adherence=(),
            narcotics=(
                {"drug": "モルヒネ注（PCAカセット）", "remaining": 12, "matched": "match",
                 "collected": 12},
                {"drug": "フェンタニル貼付剤", "remaining": 3, "matched": "match", "collected": 3},
            ),
            storage="good", report_to=("physician", "care-manager"),
        ),
        text="使用済み・不要の麻薬を回収しました。帳簿と一致しています。PCAポンプを返却しました。",
    ),
    Read(day=-1, time="12:00", who="ono", patient=P),
    Said(
        day=0, time="09:30", who="suzuki", patient=P, purpose=Purpose.REQUEST,
        key="P2-death-conference",
        text="デスカンファレンスの日程調整をお願いします（主治医、訪問看護、薬局、ケアマネジャー。"
        "ご家族の声もお伝えします）。候補：{D+7} 18:00、{D+8} 13:00。"
        "グリーフ訪問は{D+30}に大野さんが予定しています。",
        to=("tanaka", "ono", "ito", "ogawa"), reply_by=(3, "17:00"),
    ),
)  # fmt: skip
