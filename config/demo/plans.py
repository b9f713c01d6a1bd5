"""Who visits whom and when: the week of two nurses and a helper around D0."""

from config.demo.story import Event, Planned
from patients.vocabulary import VisitKind

EVENTS: tuple[Event, ...] = (
    Planned(
        day=-10, time="17:00", who="sato", patient="P1", key="P1-afternoon", visitor="sato",
        first=-1, days=(-1,), begins="14:45", minutes=45,
    ),
    Planned(
        day=-10, time="17:01", who="sato", patient="P1", key="P1-morning", visitor="sato",
        first=3, days=(3,), begins="10:00", minutes=45,
    ),
    Planned(
        day=0, time="08:21", who="sato", patient="P1", key="P1-check", visitor="sato",
        first=0, begins="08:40", minutes=20, kind=VisitKind.EXTRA, remark="往診後の確認",
    ),
    Planned(
        day=0, time="08:44", who="sato", patient="P1", key="P1-evening", visitor="sato",
        first=0, begins="16:30", minutes=45, kind=VisitKind.EXTRA,
        remark="体重・尿量・SpO2を田中先生へ報告",
    ),
    Planned(
        day=-10, time="17:02", who="ono", patient="P2", key="P2-afternoon", visitor="sato",
        first=-3, days=(-3,), begins="15:15", minutes=45, kind=VisitKind.END_OF_LIFE,
    ),
    Planned(
        day=-24, time="16:00", who="sato", patient="P3", key="P3-weekly", visitor="sato",
        first=-21, days=(0,), begins="14:00", minutes=60,
    ),
    Planned(
        day=-1, time="17:51", who="sato", patient="P3", key="P3-first", visitor="sato",
        first=3, begins="14:00", minutes=60, kind=VisitKind.FIRST, remark="退院日の初回訪問",
    ),
    Planned(
        day=-10, time="17:03", who="ono", patient="P4", key="P4-visit", visitor="ono",
        first=-1, days=(-1,), begins="08:45", minutes=40,
    ),
    Planned(
        day=-10, time="17:04", who="ono", patient="P4", key="P4-afternoon", visitor="ono",
        first=3, days=(3,), begins="13:30", minutes=40,
    ),
    Planned(
        day=-10, time="17:05", who="ono", patient="P5", key="P5-weekly", visitor="sato",
        first=-2, days=(-2,), begins="09:50", minutes=45,
    ),
    Planned(
        day=-10, time="17:06", who="ono", patient="P5", key="P5-early", visitor="sato",
        first=0, days=(0,), begins="07:45", minutes=45,
    ),
    Planned(
        day=-10, time="17:07", who="sato", patient="P6", key="P6-regular", visitor="sato",
        first=-3, days=(-3, -1), begins="10:30", minutes=45,
        remark="雲野村は圏外。行く前に端末を開いておく",
    ),
    Planned(
        day=-10, time="17:08", who="sato", patient="P6", key="P6-today", visitor="sato",
        first=0, days=(0,), begins="11:45", minutes=45,
        remark="雲野村は圏外。行く前に端末を開いておく",
    ),
    Planned(
        day=-10, time="17:09", who="ono", patient="P7", key="P7-visit", visitor="ono",
        first=-2, days=(-2,), begins="12:15", minutes=60,
    ),
    Planned(
        day=-10, time="17:10", who="ono", patient="P7", key="P7-afternoon", visitor="ono",
        first=0, days=(0,), begins="15:00", minutes=60,
    ),
    Planned(
        day=-10, time="17:11", who="sato", patient="P8", key="P8-weekly", visitor="sato",
        first=-2, days=(-2,), begins="13:25", minutes=45,
    ),
    Planned(
        day=-10, time="17:20", who="nguyen", patient="P8", key="P8-helper", visitor="nguyen",
        first=0, days=(0, 2, 4), begins="07:30", minutes=60,
    ),
    Planned(
        day=-10, time="17:21", who="nakamura", patient="P1", key="P1-helper", visitor="nguyen",
        first=1, days=(1, 4), begins="08:00", minutes=45,
    ),
    Planned(
        day=-10, time="17:22", who="nakamura", patient="P1", key="P1-supper", visitor="nguyen",
        first=0, days=(0, 3), begins="17:45", minutes=45,
    ),
)  # fmt: skip
