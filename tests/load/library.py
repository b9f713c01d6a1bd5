"""Years of entries in rooms, put there at once: what people write, and the words they look for."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from messaging.content import Content, Signature, Words, content_place, folded_place
from messaging.folding import folded_text
from messaging.models import Communication
from messaging.vocabulary import EntryKind, Purpose
from sharing import keys
from sharing.actor import Actor
from sharing.models import Compartment, JournalLine
from sharing.uuid7 import uuid7
from sharing.vocabulary import LineKind

FINDINGS = (
    "浮腫", "褥瘡", "発赤", "疼痛", "不眠", "便秘", "下痢", "嘔気", "嘔吐", "発熱", "咳嗽", "喀痰",
    "呼吸苦", "倦怠感", "食欲不振", "掻痒感", "湿疹", "転倒", "誤嚥", "脱水", "低血糖", "せん妄",
    "血尿", "尿閉", "頭痛", "眩暈", "しびれ", "拘縮", "痙攣", "黄疸", "腹水", "胸水", "動悸",
)  # fmt: skip
DRUGS = (
    "アムロジピン", "フロセミド", "ワルファリン", "メトホルミン", "ロキソプロフェン", "モルヒネ",
    "オキシコドン", "フェンタニル", "プレドニゾロン", "ランソプラゾール", "酸化マグネシウム",
    "センノシド", "ブロチゾラム", "クエチアピン", "リスペリドン", "ドネペジル", "レボドパ",
)  # fmt: skip
DOSES = ("2.5mg", "5mg", "10mg", "20mg", "40mg", "0.5錠", "1錠", "25μg/h")
PLACES = ("仙骨部", "踵部", "下腿", "腹部", "前胸部", "右上肢", "左下肢", "口腔内")
SENTENCES = (
    "訪問時、{finding}の訴えなし。", "{place}に{finding}あり。", "{drug} {dose} 内服中。",
    "{finding}は前回と変わらず。", "SpO2 {number} %、脈拍 {number}。", "体温 36.{digit}℃。",
    "{drug}を{dose}へ変更の指示あり。", "ご家族より{finding}について相談。",
    "{place}の処置を実施し、{finding}軽減。", "次回訪問まで{finding}の観察を継続します。",
    "食事は{number}割、水分は{number}0ml。", "長女様へ電話で報告しました。",
)  # fmt: skip
PURPOSES = (Purpose.REPORT, Purpose.NOTICE, Purpose.CONSULT, Purpose.REQUEST)
KINDS = (EntryKind.NOTE, EntryKind.VISIT_NOTE, EntryKind.HELPER_NOTE)
HALF_WIDTH = {"アムロジピン": "ｱﾑﾛｼﾞﾋﾟﾝ", "フロセミド": "ﾌﾛｾﾐﾄﾞ", "モルヒネ": "ﾓﾙﾋﾈ"}


@dataclass(frozen=True)
class Shelf:
    """A room that is to be filled, by whom, and since when."""

    room: UUID
    writers: Sequence[Actor]
    since: datetime


def written(chance: random.Random) -> str:
    """Between one sentence and a long note; 170 signs as a rule."""
    return "".join(_sentence(chance) for _one in range(chance.choice((1, 4, 6, 8, 10, 30))))


def _sentence(chance: random.Random) -> str:
    drug = chance.choice(DRUGS)
    return chance.choice(SENTENCES).format(
        finding=chance.choice(FINDINGS), place=chance.choice(PLACES), dose=chance.choice(DOSES),
        drug=HALF_WIDTH.get(drug, drug) if chance.random() < 0.3 else drug,
        number=chance.randint(3, 99), digit=chance.randint(0, 9),
    )  # fmt: skip


def looked_for(chance: random.Random) -> Iterator[str]:
    """Words without end: rare and common, of one sign and of many, one, two or none of them."""
    kinds = (
        lambda: chance.choice(FINDINGS),
        lambda: chance.choice(DRUGS),
        lambda: f"{chance.choice(DRUGS)} {chance.choice(DOSES)}",
        lambda: f"{chance.choice(PLACES)}　{chance.choice(FINDINGS)}",
        lambda: chance.choice(list(HALF_WIDTH.values())),
        lambda: f"36.{chance.randint(0, 9)}",
        lambda: chance.choice(("痰", "訪問", "ご家族", "％", "spo2", "ＳｐＯ２", "ml")),
        lambda: f"{chance.choice(FINDINGS)}の{chance.choice(FINDINGS)}",
        lambda: " ".join(chance.choice(FINDINGS) for _word in range(3)),
    )
    while True:
        yield chance.choice(kinds)()


def fill(shelf: Shelf, count: int, seed: int) -> None:
    """As if they had been posted one after another, an hour apart."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, not a secret
    room_keys = keys.of_room(shelf.room)
    with transaction.atomic():
        room = Compartment.objects.get(pk=shelf.room)
        entries, lines = [], []
        for number in range(count):
            at = shelf.since + timedelta(hours=number, seconds=chance.randint(0, 3000))
            entry, by = uuid7(), chance.choice(shelf.writers)
            words = Words(written(chance))
            room.cursor += 1
            content = Content(Signature.of(by), words)
            entries.append(
                Communication(
                    id=entry, compartment_id=room.pk, cursor=room.cursor,
                    kind=chance.choice(KINDS), purpose=chance.choice(PURPOSES),
                    sender_id=by.practitioner_role_id, captured_at=at, received_at=at,
                    content=room_keys.seal_json(content_place(entry), content.dump()),
                    folded=room_keys.seal(folded_place(entry), folded_text(words).encode()),
                )
            )  # fmt: skip
            lines.append(
                JournalLine(
                    compartment_id=room.pk, cursor=room.cursor, kind=LineKind.ENTRY,
                    subject=entry, at=at, by=by.practitioner_role_id,
                )
            )  # fmt: skip
        Communication.objects.bulk_create(entries, batch_size=500)
        JournalLine.objects.bulk_create(lines, batch_size=500)
        room.save(update_fields=["cursor"])
