"""What `./dev test` runs, counts and says when something was left out."""

from pathlib import Path

from deploy.dev import steps, test
from deploy.dev.steps import Done
from deploy.dev.tiers import BROWSER, NODE, REDIS

REPORT = """<testsuites><testsuite>
<testcase classname="tests.bell" name="rings"/>
<testcase classname="tests.bell" name="sleeps">
  <skipped type="pytest.skip" message="no Redis"/>
</testcase>
<testcase classname="tests.bell" name="known">
  <skipped type="pytest.xfail" message="later"/>
</testcase>
</testsuite></testsuites>"""


def test_long_runs_and_missing_tiers_are_left_out_once() -> None:
    kept = test.marks([REDIS, BROWSER, NODE], ["browser"])
    assert kept == "not soak and not bench and not shots and not redis and not browser"


def test_a_skip_is_counted_and_an_expected_failure_is_not(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT, encoding="utf-8")
    assert steps.counts(report) == steps.Counts(3, ("tests.bell.sleeps: no Redis",))


def test_a_run_that_left_no_report_counts_nothing(tmp_path: Path) -> None:
    assert steps.counts(tmp_path / "absent.xml") == steps.Counts(0, ())


def test_what_was_skipped_is_said_with_what_would_help() -> None:
    notice = test.skip_notice(["Redis: every test that needs it"], [REDIS])
    assert "SKIPPED" in notice
    assert "Redis: every test that needs it" in notice


def test_the_summary_names_every_step_and_what_failed() -> None:
    table = steps.summary([Done("Style", 1.25, True), Done("Types", 2, False, "x")], 3.25)
    assert [line.split() for line in table.splitlines() if line] == [
        ["ok", "Style", "1.2", "s"],
        ["FAILED", "Types", "2.0", "s", "x"],
        ["total", "3.2", "s"],
    ]
