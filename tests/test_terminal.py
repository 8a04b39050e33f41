"""What a terminal shows of an addition: failures by cause, then one line of totals."""

import pytest

from rag import AddReport, Failure
from rag.terminal import print_report

DAMAGED = "The file is damaged or cut off; get it anew."
REPORT = AddReport(
    added=("a", "b"),
    failed=(
        Failure("a.docx", DAMAGED),
        Failure("a.json", "It is not JSON: unterminated string at line 1, column 21."),
        Failure("large.txt", "The file is 60.1 MB; the limit is 50 MB (RAG_MAX_FILE_MB)."),
        Failure("b.docx", DAMAGED),
        Failure("b.json", "It is not JSON: expecting value at line 3, column 1."),
    ),
    left_out=("logo.png",),
)


def test_failures_are_grouped_by_cause_and_each_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    print_report(REPORT)
    shown = capsys.readouterr()
    assert shown.err.splitlines() == [
        f"2 failed: {DAMAGED}",
        "    a.docx",
        "    b.docx",
        "2 failed: It is not JSON",
        "    a.json: It is not JSON: unterminated string at line 1, column 21.",
        "    b.json: It is not JSON: expecting value at line 3, column 1.",
        "failed: large.txt: The file is 60.1 MB; the limit is 50 MB (RAG_MAX_FILE_MB).",
        "left out: logo.png (no article)",
    ]
    assert shown.out == "2 added, 0 changed, 0 kept, 5 failed, 1 left out\n"


def test_sizes_that_differ_are_one_cause(capsys: pytest.CaptureFixture[str]) -> None:
    failed = [Failure(f"{size}.txt", f"The file is {size} MB; too much.") for size in (60.1, 72)]
    print_report(AddReport(failed=tuple(failed)))
    assert capsys.readouterr().err.startswith("2 failed: The file is … MB\n")
