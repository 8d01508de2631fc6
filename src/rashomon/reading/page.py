"""An HTML page → the draft of its article.

trafilatura (Barbaresi 2021) votes on what the main text is; the words, their order and the block quotes are taken from the page itself, so
that a paragraph it dropped between two that it kept is not lost, a repeated paragraph stays repeated, and nothing is reflowed. Scripts are
not run: a page that writes its text with them has only what its JSON-LD says.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from rashomon.errors import Unreadable
from rashomon.model.article import Furniture
from rashomon.reading.blocks import Block, blocks_of
from rashomon.reading.draft import Draft, Line
from rashomon.reading.length import check_size
from rashomon.reading.metadata import metadata
from rashomon.settings import ReadingSettings

_SCRIPTS = 10  # a page's scripts are at most so many times its text
_SHORTEST_PIECE = 4  # words of a piece of a paragraph that counts as a vote
_LONGEST_HEADER = 20  # words of a byline or date line between headline and story


def page(html: str, path: str, settings: ReadingSettings) -> Draft:
    """The draft of the article on the page `html`. Raises Unreadable if no text can be found on it."""
    tree = _tree(html)
    if tree is None:
        raise Unreadable("the page is empty or broken", which=path, then="Save it again, or give its text as .txt")
    check_size(len(tree.text_content()) // _SCRIPTS, path, settings)
    stated = metadata(tree, path)
    blocks = list(blocks_of(tree))
    votes = _votes(html) if len(html) <= settings.max_page_characters else frozenset()
    kept = _voted(blocks, votes) or _densest(blocks)
    if kept:
        lines = tuple(Line(block.text, block.kind) for number, block in enumerate(blocks) if number in kept)
        stated = stated._replace(lines=lines)
    if not stated.lines:
        raise Unreadable("no text of an article is on the page", which=path, then="It may need a browser's scripts: save the text as .txt")
    return stated._replace(furniture=_outside(blocks, kept, settings))


def _tree(html: str) -> Any:
    from lxml import html as lxml_html
    from lxml.etree import LxmlError

    text = re.sub(r"^\s*<\?xml[^>]*\?>|</(?:body|html)\s*>", "", html.replace("\x00", ""), flags=re.I)
    try:
        parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        return lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError):
        return None


def _votes(html: str) -> frozenset[str]:
    """The letters of every paragraph that trafilatura takes for main text."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(html, with_metadata=False, include_comments=False, include_tables=True, favor_recall=True)
    except Exception:  # whatever a page does to it, the run goes on: the prose of the page is taken instead
        return frozenset()
    body = getattr(found, "body", None)
    if body is None:
        return frozenset()
    whole = ("".join(element.itertext()) for element in body.iter("p", "quote", "item", "head", "cell", "code"))
    parts = (piece for element in body.iter("p", "quote", "item") for piece in element.itertext())
    long_parts = (piece for piece in parts if len(piece.split()) >= _SHORTEST_PIECE)
    return frozenset(letters for text in (*whole, *long_parts) if (letters := _letters(text)))


def _voted(blocks: list[Block], votes: frozenset[str]) -> set[int]:
    """The blocks of the article: those with a vote, and prose, captions and headings among them and right beside them."""
    voted = [number for number, block in enumerate(blocks) if _letters(block.text) in votes]
    inside = [number for number in voted if not blocks[number].beside]
    trust_names = 2 * _prose(blocks, inside) >= _prose(blocks, voted)
    voted = inside if trust_names else voted
    if not _prose(blocks, voted):
        return set()
    story = [number for number in voted if blocks[number].prose and blocks[number].kind != "caption"] or voted
    first, last = story[0], story[-1]

    def may(number: int) -> bool:
        return not (trust_names and blocks[number].beside)

    kept = {number for number in voted if first <= number <= last or blocks[number].kind == "caption"}
    for number in range(first, last):
        block = blocks[number]
        if may(number) and (block.prose or block.kind != "text" or block.tag in ("p", "blockquote")):
            kept.add(number)
    for step, number in ((-1, first - 1), (1, last + 1)):
        while 0 <= number < len(blocks) and may(number) and blocks[number].tag in ("p", "blockquote") and blocks[number].prose:
            kept.add(number)
            number += step
    return kept | _header(blocks, min(kept), trust_names=trust_names)


def _densest(blocks: list[Block]) -> set[int]:
    """Without a vote: the prose on the page that stands in no menu, form or footer, with the headings and captions among it."""
    prose = [number for number, block in enumerate(blocks) if block.prose and not block.beside and block.kind in ("text", "item")]
    if not prose:
        return set()
    among = {
        number
        for number in range(prose[0], prose[-1])
        if not blocks[number].beside and (blocks[number].kind in ("heading", "caption") or blocks[number].tag == "p")
    }
    return {*prose, *among} | _header(blocks, prose[0], trust_names=True)


def _header(blocks: list[Block], first: int, *, trust_names: bool) -> set[int]:
    """The headline above the story, and the short lines between the two."""
    heads = [number for number in range(first) if blocks[number].tag == "h1"]
    if not heads:
        return set()
    between = range(heads[-1] + 1, first)
    short = (number for number in between if len(blocks[number].text.split()) <= _LONGEST_HEADER and not blocks[number].prose)
    return {heads[-1], *(number for number in short if not (trust_names and blocks[number].beside))}


def _prose(blocks: list[Block], numbers: list[int]) -> int:
    return sum(1 for number in numbers if blocks[number].prose and blocks[number].kind != "caption")


def _outside(blocks: list[Block], kept: set[int], settings: ReadingSettings) -> tuple[Furniture, ...]:
    """What stood on the page around the article, shortened where it is much."""
    left = [block for number, block in enumerate(blocks) if number not in kept]
    limit = settings.max_outside_characters
    listed = [
        Furniture(text=block.text[:limit], reason="caption" if block.kind == "caption" else "outside the article")
        for block in left[: settings.max_outside]
    ]
    if len(left) > len(listed):
        listed.append(Furniture(text=f"({len(left) - len(listed)} more blocks)", reason="outside the article, not listed"))
    return tuple(listed)


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))
