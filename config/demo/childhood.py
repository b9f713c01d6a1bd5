"""Two weeks of P7: a six-year-old with a tracheostomy, between hospital and home."""

from config.demo.sheets import At, On, call, order, physician_visit, visit_note, vitals
from config.demo.story import Answered, Event, Listed, Read, Said, Stepped, Stopped
from messaging.vocabulary import OrderStepKind, Purpose, ResponseCode
from patients.medication import Medicine
from patients.vocabulary import MedicationSource
from sharing.vocabulary import Profession

P = "P7"
STEP = OrderStepKind
TUBES, SEEN = ("tracheostomy", "nasogastric"), ("aspirate", "air")

EVENTS: tuple[Event, ...] = (
    Said(
        day=-15, time="13:30", who="ono", patient=P, purpose=Purpose.REPORT,
        form=visit_note(
            60, "tracheostomy-care", "suction", "tube-feeding", present=("family",),
            present_relation="母",
            sputum_amount="little", sputum_color=("white",), suction_count=2,
            devices=TUBES, nasogastric_check=SEEN,
        ),
        text="定期訪問。笑顔がみられ、音の出る絵本を目で追っています。痰は白色・少量、"
        "吸引は1時間に1回程度。"
        "注入はむかつきなく終えています。",
        vitals=vitals(temp="36.9", pulse="104", spo2="97", rr="24", weight="16.2"),
    ),
    Said(
        day=-13, time="15:40", who="tanaka", patient=P, purpose=Purpose.REPORT,
        form=physician_visit(
            30, next_visit_date=On(1, office=True), order_medicine="抗てんかん薬は継続。",
        ),
        text="訪問診療。発作は週1回、30秒以内で変わりありません。抗てんかん薬は継続。次回{D+1}。",
    ),
    Said(
        day=-12, time="17:10", who="inoue", patient=P, purpose=Purpose.REPORT,
        text="外来で気管カニューレを交換しました。肉芽なし。カニューレのサイズは変更ありません。"
        "次回の交換は4週後です。",
    ),
    Said(
        day=-10, time="13:20", who="ono", patient=P, purpose=Purpose.REPORT,
        form=visit_note(
            60, "tracheostomy-care", "suction", "tube-feeding", "bathing", "family-support",
            caregiver_fatigue="mild", caregiver_sleep="little",
        ),
        text="沐浴介助。皮膚トラブルなし。お母様の睡眠は4～5時間で、"
        "お父様が週末の夜を担当されています。",
        vitals=vitals(temp="36.8", pulse="100", spo2="98", rr="22"),
    ),
    Said(
        day=-8, time="09:10", who="ono", patient=P, purpose=Purpose.CONSULT, key="P7-fever",
        form=call(
            At("08:50"), "family", "fever", "physician", caller_relation="母",
            physician_contacted_at=At("09:10"), advice="頭を少し高くし、吸引をこまめに。",
        ),
        text="お母様より電話。昨夜から38.2 ℃、痰が黄色く増えています。SpO2 94 %、"
        "呼吸は普段よりやや速め。"
        "診察の要否をご相談いたします。",
        vitals=vitals(temp="38.2", pulse="124", spo2="94", rr="30"),
        to=("tanaka",), reply_by=(-8, "11:00"),
    ),
    Answered(
        day=-8, time="09:18", who="tanaka", patient=P, key="P7-fever", code=ResponseCode.WILL_VISIT
    ),
    Said(
        day=-8, time="11:40", who="tanaka", patient=P, purpose=Purpose.ORDER, reply_to="P7-fever",
        key="P7-antibiotic",
        form=order("medicine", "contact", starts_on=On(-8), due_at=At("18:00", 5)),
        text="往診。気管支炎と判断し、抗菌薬を5日分処方しました。吸入を1日3回へ。"
        "SpO2 92 %以下、38.5 ℃以上が続くときは電話を。井上先生にも情報提供します。",
        to=("@nurse",), mentions=("inoue",),
    ),
    Stepped(
        day=-8, time="11:45", who="ono", patient=P, key="P7-antibiotic", step=STEP.TAKE,
    ),
    Listed(
        day=-8, time="12:00", who="tanaka", patient=P, key="P7-cefditoren", entry="P7-antibiotic",
        medicine=Medicine(
            "セフジトレン細粒", "1回3 mg/kg", "1日3回 5日分 胃管から", "田中 誠一",
            MedicationSource.ORDER, "気管支炎",
        ),
    ),
    Said(
        day=-7, time="10:00", who="ono", patient=P, purpose=Purpose.REPORT,
        form=visit_note(
            50, "tracheostomy-care", "suction", "tube-feeding", "inhalation", kind="extra",
            overall="slight-change", report="next-time",
            sputum_amount="medium", sputum_color=("yellow",), suction_count=4,
            devices=TUBES, nasogastric_check=SEEN,
        ),
        text="臨時訪問。37.6 ℃まで下がりました。痰は黄色・中等量。注入は半量ずつ、むかつきなし。"
        "発作はありません。",
        vitals=vitals(temp="37.6", pulse="112", spo2="96", rr="26"),
    ),
    Said(
        day=-5, time="13:30", who="ono", patient=P, purpose=Purpose.REPORT,
        form=visit_note(
            60, "tracheostomy-care", "suction", "tube-feeding", sputum_amount="little",
            sputum_color=("white",), suction_count=2,
            devices=TUBES, nasogastric_check=SEEN,
        ),
        text="解熱し、痰は白色に戻りました。注入は全量に戻しています。抗菌薬は飲み切りの予定です。",
        vitals=vitals(temp="36.8", pulse="102", spo2="97", rr="24"),
    ),
    Stepped(
        day=-5, time="13:31", who="ono", patient=P, key="P7-antibiotic", step=STEP.DO,
    ),
    Stepped(
        day=-5, time="13:32", who="ono", patient=P, key="P7-antibiotic", step=STEP.REPORT,
        text="解熱しました。抗菌薬は飲み切りの予定です。",
    ),
    Said(
        day=-4, time="16:30", who="inoue", patient=P, purpose=Purpose.NOTICE,
        reply_to="P7-antibiotic",
        text="経過を拝見しました。次回外来で胸部写真を確認します。"
        "カニューレの交換は予定どおりで結構です。",
    ),
    Stepped(
        day=-4, time="18:30", who="tanaka", patient=P, key="P7-antibiotic", step=STEP.ACCEPT,
        profession=Profession.NURSE,
    ),
    Stopped(
        day=-3, time="09:30", who="tanaka", patient=P, key="P7-cefditoren",
        reason="5日分を飲み切り", entry="P7-antibiotic",
    ),
    Said(
        day=-2, time="13:15", who="ono", patient=P, purpose=Purpose.REPORT,
        visit="P7-visit",
        form=visit_note(
            60, "tracheostomy-care", "suction", "tube-feeding", sputum_amount="little",
            sputum_color=("white",), suction_count=2,
            devices=TUBES, nasogastric_check=SEEN,
            home_care_note="来春の就学について、学校での吸引の体制を心配されている。",
            handover=("就学相談の日程をお母様に聞く",),
        ),
        text="定期訪問。体調は戻っています。来春の就学について、"
        "学校での吸引の体制をお母様が心配されています。",
        vitals=vitals(temp="36.7", pulse="98", spo2="98", rr="22", weight="16.1"),
    ),
    Read(day=-1, time="17:40", who="inoue", patient=P),
    Said(
        day=0, time="09:08", who="ono", patient=P, purpose=Purpose.CONSULT, key="P7-school",
        text="就学相談に向け、医療的ケアの主治医意見書が必要とのことです。"
        "気管切開に関する部分は井上先生、"
        "日々の体調は田中先生にお願いできますでしょうか。",
        to=("inoue", "tanaka"), reply_by=(5, "17:00"),
    ),
)  # fmt: skip
