"""Story C: P2 dies at home, as he wished."""

from config.demo.story import Answered, Event, Moved, Read, Said, vitals
from messaging.vocabulary import Purpose, ResponseCode
from patients.vocabulary import Location

P = "P2"

EVENTS: tuple[Event, ...] = (
    Said(
        day=-20, time="11:00", who="tanaka", patient=P, purpose=Purpose.REPORT,
        text="退院翌日の訪問診療。フェンタニル貼付剤2 mg/日、レスキューは内服。"
        "痛みはおおむね落ち着いています。"
        "予後は週単位と奥様へご説明しました。次回訪問診療{D-14}。",
        vitals=vitals(temp="36.6", pulse="88", pressure="112/62", spo2="96", nrs_rest="3"),
    ),
    Said(
        day=-18, time="14:30", who="ono", patient=P, purpose=Purpose.REPORT,
        text="初回訪問。縁側に面したお部屋にベッドを置かれ、「庭が見えるのがいい」と穏やかです。"
        "麻薬の保管場所と貼り替えの記録表を奥様と確認しました。",
        vitals=vitals(temp="36.4", pulse="84", pressure="110/60", spo2="97", nrs_rest="2",
                      nrs_move="4"),
    ),
    Said(
        day=-14, time="18:00", who="tanaka", patient=P, purpose=Purpose.REPORT, key="P2-wishes",
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
        text="痛みはNRS 7、レスキューは1日5回です。内服が難しくなってきました。"
        "鎮痛の方法についてご相談いたします。",
        vitals=vitals(temp="36.7", pulse="96", pressure="104/58", spo2="95", rr="18",
                      nrs_rest="7", nrs_move="8"),
        to=("tanaka",), reply_by=(-12, "12:00"),
    ),
    Said(
        day=-12, time="11:50", who="tanaka", patient=P, purpose=Purpose.ORDER, reply_to="P2-pain",
        key="P2-pump",
        text="モルヒネ持続皮下注（PCA）へ変更します。処方箋はいずみ薬局へ送りました。"
        "開始は明日の訪問時。開始後2時間と翌朝の呼吸数・痛みを報告してください。",
        to=("@nurse", "ito"),
    ),
    Answered(
        day=-12, time="11:58", who="sato", patient=P, key="P2-pump", code=ResponseCode.ACKNOWLEDGED
    ),
    Answered(
        day=-12, time="12:10", who="ito", patient=P, key="P2-pump", any_day=True,
        code=ResponseCode.ACKNOWLEDGED,
    ),
    Said(
        day=-11, time="15:00", who="ito", patient=P, purpose=Purpose.REPORT, any_day=True,
        text="PCAカセットを調製し、お届けしました。医療用麻薬の残数を照合：帳簿と一致。"
        "残り時間は72時間、次回のお届けは4日以内に行います。",
    ),
    Said(
        day=-11, time="17:30", who="ono", patient=P, purpose=Purpose.REPORT,
        text="PCA開始後2時間。痛みはNRS 2、「楽になった」とのこと。呼吸数16回、眠気は軽度です。"
        "追加ボタンの使い方を奥様と確認しました。",
        vitals=vitals(pulse="82", pressure="106/60", spo2="96", rr="16", nrs_rest="2"),
    ),
    Said(
        day=-8, time="21:10", who="ono", patient=P, purpose=Purpose.REPORT,
        text="コール受付 21:10　奥様より「眠ってばかりで心配」。呼吸数14回、苦しそうな表情なし、"
        "声をかけるとうなずかれるとのこと。電話で終了とし、翌朝訪問します。",
    ),
    Said(
        day=-7, time="09:10", who="sato", patient=P, purpose=Purpose.REPORT,
        text="訪問。傾眠ですが呼びかけに目を開けられます。水分は氷片を少し。"
        "口腔ケアで気持ちよさそうにされました。"
        "奥様の睡眠は4時間ほど。夜の見守りは次男様が週末に交代されます。",
        vitals=vitals(temp="36.9", pulse="90", pressure="96/54", spo2="94", rr="14", jcs="10"),
    ),
    Said(
        day=-5, time="14:20", who="tanaka", patient=P, purpose=Purpose.ORDER, key="P2-end-of-life",
        text="看取り期に入りました。バイタルの値による報告は不要とし、"
        "苦痛の有無を中心に観察してください。"
        "呼吸停止時は、ご家族→訪問看護→当番医の順に電話。119は呼びません。"
        "当番の小川先生へ申し送り済みです。",
        to=("@nurse",), mentions=("ogawa",),
    ),
    Answered(
        day=-5, time="14:32", who="ono", patient=P, key="P2-end-of-life",
        code=ResponseCode.ACKNOWLEDGED,
    ),
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
        text="訪問入浴を中止しました。福祉用具はこのまま継続します。奥様の休息のため、"
        "夜間の付き添いについてもご相談に応じています。",
    ),
    Said(
        day=-3, time="16:00", who="sato", patient=P, purpose=Purpose.REPORT,
        text="死前喘鳴があります。吸引はせず、体位を整えました。苦痛の表情はありません。"
        "これからの変化について、奥様と次男様へパンフレットを使って説明しました。",
        vitals=vitals(rr="12", comment="苦痛表情なし。四肢の冷感あり"),
    ),
    Said(
        day=-2, time="03:18", who="ono", patient=P, purpose=Purpose.REPORT, key="P2-breath",
        text="コール受付 3:18　奥様より「息をしていないようです」。3:25 出発、3:50 到着。"
        "小川先生（当番）へ 3:27 に電話しました。",
        arrived="04:02",
    ),
    Moved(day=-2, time="04:38", who="ogawa", patient=P, location=Location.DECEASED),
    Said(
        day=-2, time="04:40", who="ogawa", patient=P, purpose=Purpose.REPORT,
        text="往診。4:35、死亡を確認しました。死亡診断書を交付しています。"
        "奥様と次男様が見守るなか、穏やかな最期でした。",
        mentions=("tanaka",), key="P2-death",
    ),
    Said(
        day=-2, time="05:10", who="ono", patient=P, purpose=Purpose.REPORT,
        text="奥様、次男様とご一緒にエンゼルケアを行いました。お気に入りの浴衣をお召しです。"
        "田中先生、鈴木さん、伊藤さんへは朝に連絡します。PCAポンプは停止し、残量を記録しました。",
    ),
    Said(
        day=-2, time="08:05", who="tanaka", patient=P, purpose=Purpose.REPORT,
        reply_to="P2-death",
        text="ご報告ありがとうございました。夜間の対応に感謝いたします。"
        "奥様へお悔やみの電話をしました。",
    ),
    Said(
        day=-1, time="11:00", who="ito", patient=P, purpose=Purpose.REPORT, any_day=True,
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
