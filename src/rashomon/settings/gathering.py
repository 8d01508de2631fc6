"""Thresholds of making stories, and of what a story knows of its articles."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class EventSettings:
    """How articles become stories. Values without another source were set on the stories of `evaluation/gathering.py`, one setting for
    all of its collections, in the middle of the range in which all reach their aims."""

    title: float = 4.0
    """occurrences that one in the headline counts as, besides those in the body"""

    lead: float = 2.0
    """the same for the lead"""

    lead_sentences: int = 3
    """sentences of the lead: who, what, when and where stand there"""

    lead_characters: int = 900
    """characters; the lead ends there at the latest, where sentences were not parted"""

    person_words: float = 1.3
    """factor on the weight of a word that mostly stands in people's names: look-alike events differ in whom they befell"""

    terms: int = 300
    """words kept of an article, the weightiest: a news item has about so many that carry meaning"""

    join: float = 0.08
    """mean likeness of two groups' articles, 0 to 1, from which they are one story where each hangs together loosely"""

    tightness: float = 1.5
    """exponent: groups that hang together twice as closely must be 2 ** 1.5 as like to be one, so that look-alikes stay apart"""

    loose: float = 0.2
    """mean likeness, 0 to 1, inside a story that hangs together loosely"""

    loose_pairs: float = 4.0
    """pairs of articles that this counts as beside the pairs that are there: two articles do not tell how close a story is"""

    vector: float = 0.3
    """factor on the likeness between a cosine of 0 (1 - vector / 2) and of 1 (1 + vector / 2) of the mean sentence vectors"""

    strangers: float = 0.8
    """factor where both articles name people and share none"""

    same_day: float = 1.1
    """factor where both speak of one day of the calendar"""

    fading: float = 0.1
    """exponent of (1 + days / fading_days): how the days between two publications take likeness away"""

    fading_days: float = 10.0
    """days; see `fading`. The news cycle of an event is shorter"""

    window: int = 180
    """days that a stream remembers an article: trials and inquiries follow their events by months; memory grows with it"""

    remembered: int | None = 2000
    """articles, the latest ones, that are remembered however old they are: a small feed need not forget, and dates may be missing or leap.
    2,000 take some 10 MB. None: all are"""

    index_terms: int = 32
    """weightiest words of an article by which earlier ones are looked up"""

    index_places: int = 24
    """latest articles kept for such a word; a word of more is not telling, and the bound keeps the cost of an article flat"""

    candidates: int = 32
    """articles with most of these words in common that are compared with a new one"""

    edge: float = 0.06
    """likeness, 0 to 1; a story with an article this like a new one is grouped anew together with it"""

    neighbours: int = 5
    """stories, most like first, that are grouped anew with a new article"""

    representatives: int = 32
    """articles by which a story is compared; of a larger one the oldest rest on their nearest, which keeps the cost of an article flat"""

    copy_resemblance: float = 0.7
    """share, 0 to 1, of word runs in common, from which an article counts as a copy and is not compared again (Broder 1997 took such
    texts for the same document)"""

    copy_days: int = 7
    """days; farther apart, equal texts are a column's or a market report's frame"""


@dataclass(frozen=True, kw_only=True)
class GatheringSettings:
    """How annotated articles become a story."""

    events: EventSettings = field(default_factory=EventSettings)

    same_event: float = 0.35
    """cosine of mean sentence vectors, 0 to 1; below it to every other article an account is set aside as about something else"""

    dating_window: int = 4
    """days before the first and after the last dated account in which an undated one may lie; the news cycle of an event is shorter"""

    dating_prior: float = 1.0
    """weight of how near a day lies to the accounts most like the undated one, in log odds"""

    dating_weekday: float = 1.0
    """weight of a bare weekday, in log odds"""

    dating_delays: tuple[float, ...] = (1.0, 0.8, -0.4, -0.9, -1.2, -1.4, -0.8)
    """log odds that news is written 0 to 6 days after the weekday it names (six: the weekday is tomorrow), against chance"""

    dating_written: tuple[float, ...] = (2.0, 1.5, 0.5)
    """log odds that an article is written on a day it writes out in full, or 1 or 2 days after"""

    dating_likeness: float = 0.35
    """cosine of two sentences' words, 0 to 1, from which they tell the same"""

    dating_match: float = 3.0
    """log odds, times the likeness, that a weekday is the day a dated account gives for the same"""

    dating_margin: float = 0.1
    """log odds; days that explain as much but for this are as likely, and the date is cut to what they share"""

    dating_postings: int = 2000
    """sentences with one word that are compared; bounds the work in stories of hundreds of accounts"""
