"""A small archive of invented news: two events told by several outlets, a few articles that stand alone, and broken things among them."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

from tests.reading.test_archive import warc

_FERRY = (
    "TARN, {day} - The ferry Osk ran aground off Tarn on Monday with {many} people on board, the coast guard said.",
    "All passengers were taken off in fishing boats within two hours, harbour master Ilse Brandt told reporters.",
    "“We heard the hull scrape and then the lights went out,” said passenger Jon Veld.",
    "The operator, Norrline, said the ferry had been inspected in March and that the cause was not yet known.",
)
_MINE = (
    "KOLDA, {day} - Miners at the Kolda copper mine began a strike on Wednesday over unpaid wages, their union said.",
    "Union leader Pera Sand said {many} workers had not been paid since January.",
    "The company denied the claim and said that all wages would be paid by Friday.",
    "“Nobody goes down until the money is in our hands,” Sand told a crowd at the gate.",
)
_ALONE = (
    "The town council of Emmer voted on Thursday to plant two hundred lime trees along the canal, the mayor said.",
    "A new species of moss was found on the roof of the old station in Brekke, botanists at the university reported on Friday.",
    "The Vael orchestra will open its season with a concert for children, its director Una Holt announced on Tuesday.",
)
_OUTLETS = ("Harbour Post", "Northern News Agency", "Kolda Observer", "The Strait Times", "Radio Emmer")


def records() -> list[dict[str, str]]:
    """The articles as records, those of an event worded a little differently by each outlet."""
    found = []
    for event, (sentences, day, amounts) in enumerate(
        [(_FERRY, "2024-05-06", ["120", "about 120", "118", "more than 100"]), (_MINE, "2024-05-08", ["900", "some 900", "nearly 1,000"])]
    ):
        for turn, amount in enumerate(amounts):
            order = [sentences[0], *(sentences[1 + (turn + step) % 3] for step in range(3 if turn != 1 else 2))]
            text = "\n\n".join(order).format(day=day, many=amount)
            title = f"{'Ferry runs aground off Tarn' if event == 0 else 'Strike at Kolda mine'}, {amount}"
            found.append({"title": title, "outlet": _OUTLETS[turn], "published": day, "text": text})
    found += [
        {"title": f"Alone {turn}", "outlet": _OUTLETS[turn], "published": "2024-05-09", "text": text} for turn, text in enumerate(_ALONE)
    ]
    return found


def archive(folder: Path) -> Path:
    """A folder with the articles as lines, pages, a text and a WARC archive, and among them what cannot be read."""
    folder.mkdir(parents=True)
    found = records()
    lines = [json.dumps(record) for record in found[:4]]
    (folder / "a.jsonl").write_text("\n".join([*lines[:2], "{broken", *lines[2:], lines[0]]) + "\n", encoding="utf-8")
    pages = [_answer(record) for record in found[4:8]]
    members = [gzip.compress(warc(number, page), mtime=0) for number, page in enumerate(pages, 1)]
    huge = gzip.compress(warc(9, pages[0] + b" " * 50_000_000), compresslevel=1, mtime=0)
    (folder / "b.warc.gz").write_bytes(b"".join([*members[:2], huge, members[0][:150], *members[2:], members[1][:-20]]))
    for record in found[8:]:
        (folder / f"{record['title']}.txt").write_text(
            f"{record['title']}\n\n{record['published']}\n\n{record['text']}\n", encoding="utf-8"
        )
    (folder / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "d.parquet").write_bytes(b"PAR1 and nothing else")
    return folder


def _answer(record: dict[str, str]) -> bytes:
    paragraphs = "".join(f"<p>{part}</p>" for part in record["text"].split("\n\n"))
    page = (
        f'<html><head><title>{record["title"]}</title><meta property="og:site_name" content="{record["outlet"]}">'
        f'<meta property="article:published_time" content="{record["published"]}"></head>'
        f"<body><article><h1>{record['title']}</h1>{paragraphs}</article></body></html>"
    )
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()


def tables(out: Path) -> dict[str, str]:
    """Every file of the tables with a hash of its bytes."""
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.glob("*/day=*/*"))
        if not path.relative_to(out).parts[0].startswith("_")
    }
