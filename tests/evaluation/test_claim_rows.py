import json
import re

from evaluation.claim_rows import GOLD, Judged, judge


def test_the_tally_holds_hashes_and_offsets_and_no_words() -> None:
    rows = json.loads(GOLD.read_text(encoding="utf-8"))["rows"]
    assert len(rows) > 100
    for row in rows:
        assert len(row) > 1
        for body, start, end, right in row:
            assert re.fullmatch("[0-9a-f]{64}", body)
            assert 0 <= start < end
            assert isinstance(right, bool)


def test_a_version_is_judged_beside_another_of_its_row_and_nearly_at_its_place() -> None:
    gold = [[Judged("x", 0, 100, True), Judged("y", 0, 100, True), Judged("z", 0, 50, False)]]
    assert judge([("x", 0, 100), ("y", 5, 100)], gold) == [True, True]
    assert judge([("x", 0, 100), ("z", 0, 50)], gold) == [False, False]
    assert judge([("x", 0, 100), ("y", 0, 40)], gold) == [None, None]
    assert judge([("x", 0, 100), ("y", 0, 100), ("z", 0, 50), ("w", 0, 9)], gold) == [True, True, False, None]
