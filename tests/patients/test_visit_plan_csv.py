"""Plans as files bring them: encodings, quotes, headers by other names, and what is no plan."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.visit_plan_csv import MOST_ROWS, PlanLine, Unreadable, decode, read
from patients.vocabulary import VisitKind

HEAD = "日付,開始,終了,利用者,訪問者,区分"
ROW = "2026-06-01,10:00,11:00,山田 ハナ,佐藤 美咲,定期"


def only(text: str) -> PlanLine:
    (line,) = read(text)
    return line


def test_a_plain_line() -> None:
    line = only(f"{HEAD}\n{ROW}\n")
    assert (line.number, line.day, line.begins, line.minutes) == (2, date(2026, 6, 1), time(10), 60)
    assert (line.patient, line.visitor, line.kind) == ("山田 ハナ", "佐藤 美咲", VisitKind.REGULAR)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_however_it_was_saved_it_says_the_same(encoding: str, end: str, delimiter: str) -> None:
    text = f"{HEAD}{end}{ROW}{end}".replace(",", delimiter)
    assert read(decode(text.encode(encoding))) == read(f"{HEAD}\n{ROW}\n")


def test_columns_stand_in_any_order_under_other_names_with_others_between() -> None:
    line = only(
        "備考,担当者,利用者氏名,訪問日,開始 時刻（予定）,終了時刻\n"
        ',"佐藤, 美咲","山田\nハナ",令和8年6月1日（月）,９時３０分,1015\n'
    )
    assert (line.day, line.begins, line.minutes) == (date(2026, 6, 1), time(9, 30), 45)
    assert (line.visitor, line.patient) == ("佐藤, 美咲", "山田\nハナ")


def test_leading_zeros_kept_by_a_spreadsheets_formula_are_a_number_again() -> None:
    row = ROW.replace("山田 ハナ", '"=""0000990011"""')
    assert only(f"{HEAD}\n{row}").patient == "0000990011"


def test_formulas_are_text_and_nothing_else() -> None:
    row = ROW.replace("山田 ハナ", '"=HYPERLINK(""http://x"",""a"")"')
    assert only(f"{HEAD}\n{row}").patient == '=HYPERLINK("http://x","a")'


@pytest.mark.parametrize(
    ("begins", "ends"),
    [("10:00", "10:00"), ("", ""), ("25:00", "26:00"), ("10", "x"), ("8:00", "21:00")],
)
def test_times_that_are_none_stay_unread(begins: str, ends: str) -> None:
    line = only(f"{HEAD}\n2026-06-01,{begins},{ends},山田,佐藤,定期")
    assert line.minutes is None


def test_a_visit_past_midnight_and_one_until_midnight() -> None:
    late = only(f"{HEAD}\n2026-06-01,23:30,0:30,山田,佐藤,緊急")
    assert (late.minutes, late.kind) == (60, VisitKind.URGENT)
    assert only(f"{HEAD}\n2026-06-01,23:00,24:00,山田,佐藤,").minutes == 60


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("\n\n , \n", "empty"),
        (HEAD, "empty"),
        ("日付,開始,終了\n2026-06-01,9:00,10:00", "columns"),
        (f"{HEAD}\n" + f"{ROW}\n" * (MOST_ROWS + 1), "too-many"),
        (f"{HEAD}\n" + f"{ROW}\n" * 10_000, "too-many"),
        (f"{HEAD}\n{ROW}\0", "encoding"),
        (f'{HEAD}\n"{"あ" * 140_000}', "quotes"),
    ],
)
def test_what_is_no_plan_is_refused_whole_with_a_reason(text: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert refused.value.code == code


def test_a_thousand_lines_are_taken() -> None:
    assert len(read(f"{HEAD}\n" + f"{ROW}\n" * MOST_ROWS)) == MOST_ROWS


def test_bytes_of_no_text_are_refused() -> None:
    with pytest.raises(Unreadable):
        decode(b"\x80\x81\xfe\xff\xff")


@given(st.text(max_size=400))
def test_no_text_whatever_breaks_it(text: str) -> None:
    for given_text in (text, f"{HEAD}\n{text}"):
        try:
            lines = read(given_text)
        except Unreadable:
            continue
        assert all(line.number > 1 for line in lines)
