"""Thresholds of reading files and of fetching pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ReadingSettings:
    """How inputs become articles."""

    max_bytes: int = 20_000_000
    """bytes; a larger file of one article is recorded and skipped: no news page is near it, and reading stays in memory. Archives of
    records (`.jsonl`, `.jsonl.gz`) are read line by line and may be larger; the limit then holds for a line"""

    max_characters: int = 300_000
    """characters; a longer text is recorded and skipped: a long news feature has 60,000, a book has more than this"""

    min_words: int = 8
    """words; a shorter body is no account of an event (a page of captions, a video's title) and is recorded and skipped"""

    min_words_for_language: int = 20
    """words; below it the language is taken to be English: identifiers err on shorter texts (Lui and Baldwin 2012)"""

    max_page_characters: int = 2_000_000
    """characters of HTML; on a larger page the prose is taken as it stands, without trafilatura, which would need minutes"""

    max_outside: int = 60
    """blocks of a page outside the article that are listed in `furniture`; the rest is counted in one line"""

    max_outside_characters: int = 300
    """characters of each such block that are kept: enough to see what it was"""


@dataclass(frozen=True, kw_only=True)
class FetchingSettings:
    """How addresses are fetched, where a command asks for it."""

    connect_seconds: float = 10.0
    """seconds for a connection, its TLS handshake included; a news site answers in under one"""

    silent_seconds: float = 10.0
    """seconds without a byte after which an answer is given up"""

    whole_seconds: float = 45.0
    """seconds for one request from connecting to its last byte, so that a server that drips cannot hold the run"""

    max_bytes: int = 5_000_000
    """bytes of an answer, unpacked; the HTML of a news page has 100,000 to 2,000,000"""

    max_feed_bytes: int = 2_000_000
    """bytes of a feed, unpacked; sixty articles in full have 1,000,000, and parsing a hostile feed of this size takes half a minute"""

    max_robots_bytes: int = 512_000
    """bytes of a robots.txt that are read: the least that RFC 9309 asks for, 500 KiB"""

    robots_seconds: float = 86_400.0
    """seconds for which a robots.txt is remembered: a day, the most that RFC 9309 allows"""

    robots_again_seconds: float = 60.0
    """seconds before a robots.txt that could not be had is asked for again, so that a dead host costs a feed of its articles one wait"""

    max_redirects: int = 5
    """redirects that are followed, the number that RFC 9309 names for robots.txt; browsers give up at 20"""

    tries: int = 3
    """requests for one address, the first included, before a failure that may pass is final"""

    first_wait: float = 2.0
    """seconds before the second try; each further wait is twice as long"""

    longest_wait: float = 60.0
    """seconds; a server that asks for a longer wait (Retry-After, Crawl-delay) is left alone, and the record says so"""

    pace: float = 1.0
    """seconds between two requests to one host, unless its robots.txt asks for more: a reader's pace, not a crawler's"""

    max_entries: int = 100
    """entries of a feed that are read, from its top; a news feed has 20 to 60"""
