"""Ready phrases of the visiting nurses' station, and two that one of its nurses keeps."""

from config.demo.region import Region
from messaging.actions.phrase import NewPhrase, add_phrase
from messaging.phrases import PhraseUse
from sharing.uuid7 import uuid7
from sharing.vocabulary import Profession

NURSE = Profession.NURSE
# Who keeps it, whether the organisation shares it, for what, the text; {…} is filled in.
PHRASES = (
    ("ono", True, PhraseUse.NOTICE,
     "本日の訪問は{時刻}ごろに変更いたします。ご家族の了承を得ています。"),
    ("ono", True, PhraseUse.REPORT,
     "緊急訪問のご報告です。{症状}のため{時刻}に訪問し、{対応}を行いました。"),
    ("sato", False, PhraseUse.REPORT,
     "雲野村は圏外のため、記録は{時刻}ごろに届きます。急ぎのときは固定電話へお願いします。"),
    ("sato", False, PhraseUse.CONSULT,
     "体重が{日}日で{kg}kg増えています。浮腫{程度}。利尿薬についてご相談いたします。"),
)  # fmt: skip


def keep_phrases(region: Region) -> None:
    for key, shared, use, text in PHRASES:
        profession = NURSE if shared else None
        add_phrase(region.actor(key), NewPhrase(uuid7(), text, use, shared, profession))
