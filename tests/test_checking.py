from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from rashomon.checking import check
from rashomon.errors import BrokenDossier
from tests.reporting import sample

Json = dict[str, Any]


def made() -> Json:
    content: Json = json.loads(sample.dossier().to_json())
    return content


def test_a_true_dossier_holds() -> None:
    held = check(sample.dossier().to_json(), which="d.json")
    content = json.dumps(made())
    assert held.spans == content.count('"start":')
    assert held.articles == 5
    assert held.findings > 20


def shift(content: Json) -> None:
    content["claims"][0]["versions"][0]["span"]["start"] += 1


def reword(content: Json) -> None:
    content["quotes"][0]["differences"][0]["values"][0]["spans"][0]["text"] = "did wait"


def rewrite(content: Json) -> None:
    content["articles"][0]["text"] = content["articles"][0]["text"].replace("Two workers", "Ten workers")


def stray_span(content: Json) -> None:
    content["brief"][0]["spans"][0]["article"] = "a0000000000"


def beyond(content: Json) -> None:
    content["statements"][0]["source"]["spans"][0]["end"] = 10**9


def negative(content: Json) -> None:
    content["copies"][0]["passages"][0]["start"] = -1


def stray_claim(content: Json) -> None:
    content["brief"][1]["claims"] = ["c99"]


def stray_statement(content: Json) -> None:
    content["quotes"][0]["versions"][0]["statement"] = "gone.s1"


def stray_actor(content: Json) -> None:
    content["statements"][0]["source"]["actor"] = "p99"


def stray_silence(content: Json) -> None:
    content["claims"][0]["silent"] = ["a0000000000"]


def false_silence(content: Json) -> None:
    content["claims"][0]["silent"] = [content["claims"][0]["versions"][0]["article"]]


def swapped(content: Json) -> None:
    versions = content["claims"][0]["versions"]
    versions[0]["article"] = versions[1]["article"]


def miscount(content: Json) -> None:
    content["story"]["articles"] = 7


def double(content: Json) -> None:
    content["claims"][1]["id"] = content["claims"][0]["id"]


def unknown_field(content: Json) -> None:
    content["verdict"] = "the Ledger is right"


def other_schema(content: Json) -> None:
    content["schema"] = "other/1"


def hidden_span(content: Json) -> None:
    content["articles"][2]["credits"][0]["evidence"][0]["text"] = "nobody"


@pytest.mark.parametrize(
    ("lie", "said"),
    [
        (shift, r"claims\[0\]\.versions\[0\]\.span"),
        (reword, "did wait"),
        (rewrite, "Two workers"),
        (stray_span, "no article"),
        (beyond, "no place in article"),
        (negative, "no place in article"),
        (stray_claim, "claim 'c99'"),
        (stray_statement, "statement 'gone.s1'"),
        (stray_actor, "actor 'p99'"),
        (stray_silence, "article 'a0000000000'"),
        (false_silence, "silent and quotes it"),
        (swapped, "gives the words of article"),
        (miscount, "counts 7 articles"),
        (double, "twice"),
        (unknown_field, "verdict"),
        (other_schema, "schema"),
        (hidden_span, "nobody"),
    ],
)
def test_each_lie_is_found_and_said_in_one_line(lie: Callable[[Json], None], said: str) -> None:
    content = made()
    lie(content)
    with pytest.raises(BrokenDossier, match=said) as caught:
        check(json.dumps(content), which="d.json")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("d.json: ")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"3", b"\xff\xfe\x00", b'{"articles": 3}', b"[" * 200_000, b'{"articles": [{"id": []}]}']
)
def test_what_is_no_dossier_is_said_plainly(content: bytes) -> None:
    with pytest.raises(BrokenDossier):
        check(content, which="d.json")
