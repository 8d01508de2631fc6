from __future__ import annotations

import re

from rashomon.reporting.build import build
from rashomon.reporting.markdown import _safe, markdown
from tests.reporting import sample
from tests.reporting.test_page import hostile


def test_lines_carry_their_outlets_and_paragraphs() -> None:
    text = markdown(build(sample.dossier()))
    assert "- *single:* Only Valley Voice says when the dam was built. \\[Valley Voice ¶2\\]" in text
    assert "figure differs: 2 (Halden Wire, Halden Courier and Herald); 3 (The Ledger)" in text
    assert text.endswith("\n")


def test_words_of_an_account_format_and_link_nothing() -> None:
    text = markdown(build(hostile()))
    assert not re.search(r"(?<!\\)<", text)
    assert "\x1b" not in text
    assert _safe("[x](javascript:1) *b* `c` <i> | # h") == r"\[x\](javascript:1) \*b\* \`c\` \<i\> \| # h"
    assert _safe("# head") == r"\# head"
    assert _safe("1. item") == r"1\. item"
    assert _safe("- item") == r"\- item"
    assert _safe("see https://x.example, a@b.example, www.x.example") == r"see https\://x.example, a\@b.example, www\.x.example"
    assert _safe("a\n\n# b") == "a # b"
