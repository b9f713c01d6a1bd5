"""Story B: P3 is in hospital after pneumonia and comes home, earlier than planned."""

from config.demo.sheets import At, On, care_record, vitals
from config.demo.story import Answered, Claimed, Event, Moved, Read, Said
from messaging.vocabulary import Purpose, ResponseCode
from patients.vocabulary import Location

P = "P3"

EVENTS: tuple[Event, ...] = (
    Moved(day=-18, time="11:15", who="suzuki", patient=P, location=Location.HOSPITAL,
          detail="霧沢中央病院 4階東病棟"),
    Said(
        day=-18, time="11:20", who="suzuki", patient=P, purpose=Purpose.NOTICE,
        form=care_record(
            "telephone", At("11:05"), contact_with="長男 佐々木 一郎様",
            service_changes=(
                {"service": "訪問看護・訪問介護・通所リハビリ", "change": "休止",
                 "starts_on": On(-18),
                 "reason": "入院のため"},
            ),
            course="救急入院の連絡を受け、各サービスへ休止を依頼。",
        ),
        text="{D-18}に救急入院されました（霧沢中央病院 4階東病棟、誤嚥性肺炎の疑い）。"
        "訪問・通所は一旦休止をお願いいたします。",
    ),
    Said(
        day=-18, time="15:40", who="suzuki", patient=P, purpose=Purpose.NOTICE,
        text="入院時情報提供書を作成し、本日中に地域連携室へお送りしました（FAX・PDF保存済み）。"
        "追記がありましたら明日正午までにお願いいたします。",
        to=("takahashi",),
    ),
    Said(
        day=-17, time="09:30", who="sato", patient=P, purpose=Purpose.REPORT,
        text="訪問看護の看護要約を病棟へお送りしました。入院前は歩行器で室内移動、"
        "食事は軟菜・むせは時々、睡眠時の痰がらみがありました。",
        to=("mori",),
    ),
    Said(
        day=-16, time="10:00", who="mori", patient=P, purpose=Purpose.REPORT, key="P3-screening",
        text="入院時スクリーニング：退院困難な要因3項目（嚥下機能の低下、吸引の必要、介護力）。"
        "ご本人「家に帰りたい」。長男様「夜の吸引が不安」。入退院支援をお願いします。",
        vitals=vitals(temp="37.8", pulse="96", pressure="118/64", spo2="92", oxygen="2", rr="22"),
        to=("takahashi",),
    ),
    Answered(
        day=-16, time="11:10", who="takahashi", patient=P, key="P3-screening",
        code=ResponseCode.ACKNOWLEDGED, any_day=True,
    ),
    Said(
        day=-13, time="13:20", who="inoue", patient=P, purpose=Purpose.REPORT,
        text="抗菌薬7日目。解熱し、酸素は終了しました。嚥下評価の結果、"
        "とろみ中間・ミキサー食から再開します。"
        "大きな変わりがなければ2週間程度での退院を目指します。",
        vitals=vitals(temp="36.8", pulse="80", pressure="124/68", spo2="95", rr="18"),
    ),
    Said(
        day=-11, time="09:15", who="suzuki", patient=P, purpose=Purpose.NOTICE,
        form=care_record(
            "visit", At("09:00"), contact_with="長男の妻 佐々木 恵子様",
            course="区分変更を申請。暫定プランを作成し、福祉用具の見積を依頼。",
            next_contact_on=On(-6),
        ),
        text="区分変更を{D-11}に申請しました。結果が出るまで暫定プランで進めます。"
        "福祉用具（特殊寝台、エアマット、吸引器）は見積を依頼しています。",
    ),
    Said(
        day=-10, time="17:00", who="takahashi", patient=P, purpose=Purpose.REQUEST,
        key="P3-conference",
        text="退院前カンファレンスの候補日です。①{D-7} 16:00　②{D-6} 13:00　③{D-5} 17:00　"
        "ご都合をお知らせください。オンライン参加も可能です。",
        to=("tanaka", "suzuki", "sato", "ito"), reply_by=(-8, "12:00"),
    ),
    Said(
        day=-9, time="12:20", who="tanaka", patient=P, purpose=Purpose.NOTICE,
        reply_to="P3-conference",
        text="昼の時間帯のみ可能です。②{D-6} 13:00にオンラインで参加します。",
    ),
    Answered(
        day=-9, time="13:30", who="suzuki", patient=P, key="P3-conference",
        code=ResponseCode.ACKNOWLEDGED, any_day=True,
    ),
    Answered(
        day=-9, time="16:50", who="sato", patient=P, key="P3-conference",
        code=ResponseCode.ACKNOWLEDGED,
    ),
    Answered(
        day=-9, time="17:15", who="ito", patient=P, key="P3-conference",
        code=ResponseCode.ACKNOWLEDGED, any_day=True,
    ),
    Said(
        day=-6, time="13:45", who="takahashi", patient=P, purpose=Purpose.REPORT,
        text="退院前カンファレンス。出席：森、高橋、井上、鈴木、佐藤、田中（オンライン）、伊藤、"
        "長男様。\n"
        "決定：①退院は{D+5}　②吸引指導を3回　③とろみは中間　④口腔ケアを週1回　"
        "⑤訪問看護指示書・特別指示書を準備",
    ),
    Said(
        day=-5, time="12:10", who="sato", patient=P, purpose=Purpose.REQUEST, key="P3-order-form",
        text="訪問看護指示書と特別訪問看護指示書（退院日から14日間）の交付をお願いいたします。"
        "お手元の書式で結構です。{D+2}までにお願いできますでしょうか。",
        to=("tanaka",), reply_by=(2, "17:00"),
    ),
    Said(
        day=-4, time="16:00", who="ito", patient=P, purpose=Purpose.REQUEST, key="P3-powder",
        text="退院時処方について、嚥下の状態から簡易懸濁と一包化への変更をご検討ください。"
        "お返事をお待ちしています。",
        to=("inoue",), reply_by=(-3, "17:00"), any_day=True,
    ),
    Answered(
        day=-4, time="17:25", who="inoue", patient=P, key="P3-powder", code=ResponseCode.CONFIRMED
    ),
    Said(
        day=-4, time="17:28", who="inoue", patient=P, purpose=Purpose.NOTICE, reply_to="P3-powder",
        text="了承しました。退院時処方は一包化とし、簡易懸濁できる薬剤に変更します。",
    ),
    Said(
        day=-3, time="14:00", who="matsui", patient=P, purpose=Purpose.REPORT, any_day=True,
        text="病棟で口腔内を確認しました。舌苔と乾燥あり、義歯は下顎がゆるめです。"
        "退院後は週1回の訪問口腔ケアを予定します。食前の口腔体操をご家族にもお伝えします。",
    ),
    Said(
        day=-2, time="15:30", who="mori", patient=P, purpose=Purpose.REPORT,
        text="ご家族への吸引指導は3回のうち2回が終わりました。長男様の奥様は手技自立、"
        "長男様は見守りが必要です。夜間の吸引は1～2回です。",
        vitals=vitals(temp="36.5", pulse="76", pressure="122/66", spo2="96", rr="17"),
    ),
    Said(
        day=-1, time="16:50", who="takahashi", patient=P, purpose=Purpose.NOTICE, any_day=True,
        key="P3-earlier",
        text="病床の都合により、退院を{D+3} 10:00へ前倒しいたします。急な変更で申し訳ありません。"
        "まだそろっていないもの：訪問看護指示書（未着）、吸引器（未手配）。",
        mentions=("suzuki", "sato", "tanaka", "ito", "matsui", "nakamura"),
    ),
    Answered(
        day=-1, time="17:20", who="sato", patient=P, key="P3-earlier",
        code=ResponseCode.ACKNOWLEDGED,
    ),
    Read(day=-1, time="17:55", who="suzuki", patient=P),
    Said(
        day=-1, time="17:05", who="takahashi", patient=P, purpose=Purpose.REQUEST, any_day=True,
        key="P3-suction",
        text="前倒しに伴い、吸引器と特殊寝台の搬入日をお知らせください。"
        "退院日の朝までに間に合わないときは、"
        "病院の吸引器を一時貸し出せます。",
        to=("suzuki",), reply_by=(1, "12:00"),
    ),
    Said(
        day=-1, time="17:30", who="suzuki", patient=P, purpose=Purpose.REQUEST, any_day=True,
        key="P3-summary",
        text="退院が早まったため、退院時の看護サマリーとリハビリの申し送りを、"
        "退院前日までに在宅チームへお送りください。",
        to=("#O4",), reply_by=(2, "12:00"),
    ),
    Said(
        day=-1, time="17:35", who="suzuki", patient=P, purpose=Purpose.REQUEST, any_day=True,
        key="P3-first-visit",
        text="退院日の午後の初回訪問をお願いできますか。担当の方がお決まりでしたらお知らせください。",
        to=("#O1",), reply_by=(1, "12:00"),
    ),
    Claimed(day=-1, time="17:50", who="sato", patient=P, key="P3-first-visit", target="#O1"),
    Said(
        day=-1, time="17:52", who="sato", patient=P, purpose=Purpose.NOTICE,
        reply_to="P3-first-visit",
        text="{D+3} 14:00に佐藤が初回訪問に伺います。",
    ),
    Said(
        day=0, time="08:40", who="sato", patient=P, purpose=Purpose.REQUEST, key="P3-technique",
        text="初回訪問（{D+3} 14:00）までに、吸引手技のチェック表と夜間の吸引間隔、"
        "最終の水分摂取量を教えてください。3回目の指導は私も同席できます。",
        to=("mori",), reply_by=(1, "17:00"),
    ),
    Said(
        day=0, time="09:00", who="suzuki", patient=P, any_day=True, purpose=Purpose.NOTICE,
        form=care_record(
            "telephone", At("08:50"), contact_with="松井（みどり野医院）、長男の妻",
            course="退院前倒しに伴う調整。口腔ケア・初回訪問の日程が決まる。",
            next_contact_on=On(3),
        ),
        text="退院まであと{left D+3}日です。口腔ケアは松井さんが{D+6}を受諾、"
        "初回訪問は佐藤さんが{D+3} 14:00。引継ぎ12項目のうち7項目は受け手の確認が済みました。",
    ),
    Said(
        day=0, time="09:20", who="suzuki", patient=P, any_day=True, purpose=Purpose.REQUEST,
        key="P3-bed",
        text="特殊寝台とエアマットは{D+2}午前に搬入できます。吸引器は業者の返事待ちのため、"
        "一時貸し出しの手続きと、退院日の移送手段の確認をお願いします。",
        to=("takahashi",), reply_by=(1, "15:00"),
    ),
    Said(
        day=0, time="09:25", who="suzuki", patient=P, any_day=True, purpose=Purpose.REQUEST,
        key="P3-helpers",
        text="{D+3}の夕方から訪問介護の再開をお願いします。食事はミキサー食、とろみは中間です。"
        "開始できる時間帯をお知らせください。",
        to=("nakamura",), reply_by=(1, "17:00"),
    ),
)  # fmt: skip
