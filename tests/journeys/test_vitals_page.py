"""バイタル: what was measured stands in charts and in a table, with what was ordered meanwhile."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from patients.actions.item import record_item
from patients.items import Item
from patients.vocabulary import ItemKind
from sharing import clock
from sharing.uuid7 import uuid7
from tests.device import Device
from tests.journeys.orders import NURSES
from tests.world import World

OXYGEN = {"air": "oxygen", "flow": "1", "by": "cannula"}
Values = dict[str, dict[str, str]]


def measure(device: Device, values: Values, days_ago: int = 0, **more: Any) -> str:
    at = (clock.now() - timedelta(days=days_ago, minutes=5)).isoformat()
    one = {"at": at, "condition": "rest", "comment": "", "values": values, **more}
    entry = device.post("訪問", vitals=[one], captured_at=at, soft_confirmed=True)
    assert device.status == 201, entry
    return str(entry["id"])


def page(device: Device, days: int = 14) -> str:
    answer = device.client.get(f"/patients/{device.room}/vitals/?days={days}")
    assert answer.status_code == 200
    return bytes(answer.content).decode()


def cells(html: str) -> list[list[str]]:
    """The rows of the table, as a screen reader reads them."""
    body = html.partition("<tbody>")[2].partition("</tbody>")[0]
    return [
        [
            " ".join(re.sub(r"<[^>]*>", " ", cell).split())
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    ]


def chart(html: str, code: str) -> str:
    """One chart's SVG."""
    charts: list[str] = re.findall(r"<svg .*?</svg>", html, re.DOTALL)
    return next(one for one in charts if f"chart-{code}-title" in one)


def profile(world: World, **said: str) -> None:
    body = {"jcs": "", "spo2_low": "", "spo2_high": "", "temperature": "", "detail": "", **said}
    record_item(world.actor("sato"), world.room("P1"), Item(ItemKind.BASELINE, body))


def test_the_table_says_every_value_with_its_state_and_condition(world: World) -> None:
    nurse = Device.of(world, "sato")
    measure(nurse, {"temp": {"value": "36.4"}, "sbp": {"value": "128"}, "dbp": {"value": "70"}}, 2)
    measure(
        nurse,
        {"temp": {"state": "unable"}, "spo2": {"value": "84", **OXYGEN},
         "rr": {"state": "not-done", "reason": "refused"}},
        condition="exertion",
    )  # fmt: skip
    html = page(Device.of(world, "suzuki"))
    newest, older = cells(html)
    assert newest[1:] == [
        "労作後",
        "測定不能",
        "",
        "▼ ふだんより低い 84 % （酸素 1 L/分 カニュラ）",
        "実施せず （拒否）",
    ]
    assert older[1:] == ["安静", "36.4 ℃", "128/70 mmHg", "", ""]
    assert '<caption id="vitals-table">' in html
    assert html.count('scope="row"') == 2


def test_one_charts_for_each_measure_and_none_for_what_was_not_taken(world: World) -> None:
    nurse = Device.of(world, "sato")
    measure(nurse, {"pulse": {"value": "78"}, "weight": {"value": "48.2"}}, 3)
    measure(nurse, {"pulse": {"value": "131"}, "weight": {"state": "unable"}})
    html = page(nurse)
    assert html.count('role="img"') == 2
    assert html.count('class="chart-point high"') == 1
    assert html.count('class="chart-gap"') == 1
    assert "脈拍：2回、78～131、最後は131。" in chart(html, "pulse")
    assert "style=" not in html


@pytest.mark.parametrize(
    ("before", "after", "least", "most"), [("38.4", "38.1", 1, 25), ("48.0", "38.0", 60, 138)]
)
def test_a_weight_that_hardly_moves_is_not_drawn_as_a_plunge(
    world: World, before: str, after: str, least: int, most: int
) -> None:
    nurse = Device.of(world, "sato")
    measure(nurse, {"weight": {"value": before}}, 3)
    measure(nurse, {"weight": {"value": after}})
    found = re.search(r'<polyline[^>]* points="([^"]*)"', chart(page(nurse), "weight"))
    assert found is not None
    upper, lower = (float(point.split(",")[1]) for point in found[1].split())
    assert least <= lower - upper <= most


def test_the_target_of_the_physician_is_a_band_and_judges_the_values(world: World) -> None:
    nurse = Device.of(world, "sato")
    measure(nurse, {"spo2": {"value": "95", **OXYGEN}})
    before = page(nurse)
    assert ("chart-band" in chart(before, "spo2"), "ふだんより高い" in cells(before)[0][2]) == (
        False,
        False,
    )
    profile(world, spo2_low="88", spo2_high="92")
    after = page(nurse)
    assert ("chart-band" in chart(after, "spo2"), "ふだんより高い" in cells(after)[0][2]) == (
        True,
        True,
    )


def test_a_weight_is_judged_by_that_of_a_week_before_also_from_outside_the_page(
    world: World,
) -> None:
    nurse = Device.of(world, "sato")
    measure(nurse, {"weight": {"value": "49.0"}}, 20)
    measure(nurse, {"weight": {"value": "51.0"}}, 13)
    assert "ふだんより高い" in cells(page(nurse, 14))[0][2]
    assert len(cells(page(nurse, 30))) == 2


def test_an_order_stands_on_the_axis_in_its_newest_words_until_it_is_taken_back(
    world: World,
) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    measure(nurse, {"pulse": {"value": "78"}})
    order = doctor.post("フロセミドを40mgへ", purpose="order", to=NURSES)["id"]
    assert "フロセミドを40mgへ" in page(nurse)
    doctor.send(
        f"entries/{order}/amendments",
        {"id": str(uuid7()), "text": "フロセミドを30mgへ", "reason": "誤記"},
    )
    html = page(nurse)
    assert ("フロセミドを30mgへ" in html, "フロセミドを40mgへ" in html) == (True, False)
    assert 'class="chart-mark order"' in html
    assert f"/patients/{nurse.room}/#entry-{order}" in html
    doctor.send(
        f"entries/{order}/retraction", {"id": str(uuid7()), "reason": "mistake", "text": ""}
    )
    assert "フロセミド" not in page(nurse)


def test_an_amended_reading_counts_once_and_a_retracted_one_not_at_all(world: World) -> None:
    nurse = Device.of(world, "sato")
    entry = measure(nurse, {"pulse": {"value": "78"}})
    now = timezone.localtime(clock.now()).isoformat()
    changed = {"at": now, "condition": "rest", "comment": "", "values": {"pulse": {"value": "87"}}}
    nurse.send(
        f"entries/{entry}/amendments",
        {"id": str(uuid7()), "text": "訪問", "reason": "誤記", "vitals": [changed]},
    )
    assert nurse.status == 201
    assert [row[2] for row in cells(page(nurse))] == ["87 回/分"]
    nurse.send(f"entries/{entry}/retraction", {"id": str(uuid7()), "reason": "mistake", "text": ""})
    assert cells(page(nurse)) == []


def test_only_three_spans_are_there_and_a_stranger_finds_none_of_them(world: World) -> None:
    nurse, stranger = Device.of(world, "sato"), Device.of(world, "kato")
    for days, status in (("14", 200), ("30", 200), ("90", 200), ("15", 404), ("x", 404)):
        path = f"/patients/{nurse.room}/vitals/?days={days}"
        assert nurse.client.get(path).status_code == status
        assert stranger.client.get(path).status_code == 404
