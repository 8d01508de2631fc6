"""The pairs read for silence: offsets and hashes, not a word of an article."""

import json
import re

from evaluation.silence import GOLD, Pair


def test_the_gold_has_no_words_and_one_verdict_a_pair() -> None:
    pairs = [Pair(*row) for row in json.loads(GOLD.read_text(encoding="utf-8"))["pairs"]]
    assert {pair.verdict for pair in pairs} == {"said", "partly", "silent"}
    assert len({pair[:6] for pair in pairs}) == len(pairs)
    assert all(re.fullmatch(r"[0-9a-f]{64}", sha) for pair in pairs for sha in (pair.claim, pair.account))
    assert all(0 <= pair.start < pair.end for pair in pairs)
