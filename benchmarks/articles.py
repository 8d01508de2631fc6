"""The articles that are measured on: the development stories where they lie beside the checkout, else the example stories; more than there
are by lightly editing and re-dating them, with a fixed seed. And the same articles as a WARC archive of pages."""

from __future__ import annotations

import gzip
import html
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from rashomon.reading.read import read

ROOT = Path(__file__).resolve().parents[1]
STORIES = ROOT.parent / "shared" / "corpora" / "stories" / "giveme5w1h-clusters.jsonl.gz"
EXAMPLES = [ROOT / "examples" / "strait", ROOT / "examples" / "port"]
SEED = 20190328
Record = dict[str, str]


def articles(size: int) -> tuple[list[Record], str]:
    """So many articles, and where they come from."""
    if STORIES.exists():
        with gzip.open(STORIES, "rt", encoding="utf-8") as lines:
            found = [json.loads(line) for line in lines]
        originals = [
            {"title": r.get("title") or "", "published": (r.get("published") or r.get("date") or "")[:10], "text": r["text"]} for r in found
        ]
        source = f"the {len(originals)} articles of 69 events of the development corpora"
    else:
        originals = [
            {"title": a.title or "", "published": a.published.date[:10] if a.published else "", "text": a.text}
            for a in read(EXAMPLES).articles
        ]
        source = f"the {len(originals)} accounts of the example stories"
    more = size > len(originals)
    return list(_edited(originals, size)), f"{source}, {'and copies of them, lightly edited and re-dated' if more else f'{size} of them'}"


def _edited(originals: list[Record], size: int) -> Iterator[Record]:
    """The originals, then copies without one paragraph, a month later each time round."""
    chance = random.Random(SEED)
    for number in range(size):
        turn, one = number // len(originals), originals[number % len(originals)]
        paragraphs = [part for part in one["text"].split("\n") if part.strip()]
        if turn and len(paragraphs) > 2:
            del paragraphs[chance.randrange(len(paragraphs))]
        try:
            day = date.fromisoformat(one["published"]) + timedelta(days=30 * turn)
        except ValueError:
            day = date(2019, 3, 28) + timedelta(days=30 * turn)
        yield {"title": one["title"], "published": day.isoformat(), "text": "\n\n".join(paragraphs), "outlet": f"outlet {number % 97}"}


def page(record: Record) -> str:
    """The article as a plain page, with the furniture that pages have."""
    menu = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("world", "politics", "business", "sport", "culture"))
    body = "".join(f"<p>{html.escape(part)}</p>" for part in record["text"].split("\n\n"))
    return (
        f'<!doctype html><html lang="en"><head><title>{html.escape(record["title"])}</title>'
        f'<meta property="og:site_name" content="{record["outlet"]}">'
        f'<meta property="article:published_time" content="{record["published"]}">'
        f"</head><body><nav><ul>{menu}</ul></nav><main><article><h1>{html.escape(record['title'])}</h1>{body}</article></main>"
        f"<aside><h2>Related</h2><ul>{menu}</ul></aside>"
        "<footer><p>Sign up for our newsletter. All rights reserved.</p></footer></body></html>"
    )


def archive(records: list[Record], path: Path) -> Path:
    """The articles as a WARC archive, one gzip member a page."""
    with path.open("wb") as file:
        for number, record in enumerate(records):
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(record).encode()
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://outlet.example/{number}\r\nWARC-Date: 2019-03-28T00:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + answer + b"\r\n\r\n", mtime=0))
    return path
