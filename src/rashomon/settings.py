"""Every threshold: its unit, its default and where the default comes from. Options travel in one frozen object."""

from __future__ import annotations

from dataclasses import dataclass, field


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


@dataclass(frozen=True, kw_only=True)
class AnnotatingSettings:
    """How an article is annotated."""

    pipeline: str | None = None
    """name or path of an installed spaCy pipeline for syntax and names; None: the encoder in this package"""


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

    terms: int = 250
    """words kept of an article, the weightiest: a news item has about so many that carry meaning"""

    join: float = 0.08
    """mean likeness of two groups' articles, 0 to 1, from which they are one story where each hangs together loosely"""

    tightness: float = 1.5
    """exponent: groups that hang together twice as closely must be 2 ** 1.5 as like to be one, so that look-alikes stay apart"""

    loose: float = 0.2
    """mean likeness, 0 to 1, inside a story that hangs together loosely"""

    loose_pairs: float = 3.0
    """pairs of articles that this counts as beside the pairs that are there: two articles do not tell how close a story is"""

    vector: float = 0.3
    """factor on the likeness between a cosine of 0 (1 - vector / 2) and of 1 (1 + vector / 2) of the mean sentence vectors"""

    strangers: float = 0.8
    """factor where both articles name people and share none"""

    same_day: float = 1.2
    """factor where both speak of one day of the calendar"""

    fading: float = 0.1
    """exponent of (1 + days / fading_days): how the days between two publications take likeness away"""

    fading_days: float = 10.0
    """days; see `fading`. The news cycle of an event is shorter"""

    window: int = 180
    """days that a stream remembers an article: trials and inquiries follow their events by months; memory grows with it. 0: for ever"""

    index_terms: int = 32
    """weightiest words of an article by which earlier ones are looked up"""

    index_places: int = 64
    """latest articles kept for such a word; a word of more is not telling, and the bound keeps the cost of an article flat"""

    candidates: int = 64
    """articles with most of these words in common that are compared with a new one"""

    edge: float = 0.06
    """likeness, 0 to 1; a story with an article this like a new one is grouped anew together with it"""

    neighbours: int = 5
    """stories, most like first, that are grouped anew with a new article"""

    representatives: int = 40
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


@dataclass(frozen=True, kw_only=True)
class QuoteLimit:
    """How much of two quoted pieces must match for one utterance."""

    words: int
    """matched words that are neither light nor parts of names"""

    full: float
    """part, 0 to 1, of the aligned stretch's weight that is matched, in the fuller piece"""

    version: float
    """the same in the other piece"""

    coverage: float
    """part, 0 to 1, of the lighter piece's whole weight that is matched"""

    verbatim_words: int
    """matched words, as above, that suffice where the whole piece stands in the fuller one word for word"""


@dataclass(frozen=True, kw_only=True)
class ComparingSettings:
    """How the accounts of a story are compared."""

    near_cosine: float = 0.6
    """cosine, 0 to 1; an account with a sentence this near to a claim is not called silent on it (unrelated sentences of one story lie
    mostly below 0.5)"""

    near_words: float = 0.5
    """part of a claim's telling words; the same for an account with this many of them in one sentence or its headline"""

    copy_seed_words: int = 4
    """words; equal runs from which a copied passage is grown: short enough to survive one changed word in ten, long enough to be rare"""

    copy_seed_places: int = 8
    """earlier places kept per run of words, the latest ones: bounds the work where hundreds of accounts share a wire story"""

    copy_gap_words: int = 8
    """words; the longest insertion, cut or rewording inside one passage; beyond it two passages begin"""

    copy_min_words: int = 12
    """words of narration (outside quotation marks) that must match: shorter runs are names, titles and set phrases"""

    copy_min_share: float = 0.72
    """matched words by the longer side of a passage; read on real pairs: below it two reporters tell the same facts in set phrases,
    above it nearly all are edited copies"""

    copy_short_share: float = 0.8
    """the same for a passage of fewer than twice `copy_min_words`: chance and set phrases make short ones"""

    copy_edge_words: int = 4
    """words; a passage that misses a sentence's edge by so few takes the whole sentence, one that reaches so few words in leaves it out"""

    copy_same_passage: float = 0.8
    """part of two overlapping passages' union (or of the longer one) that both must cover to count as one passage"""

    quote_identical_words: int = 3
    """words; a quoted piece with fewer joins another only if both are the same words of the same speaker"""

    quote_same_speaker: QuoteLimit = field(
        default_factory=lambda: QuoteLimit(words=3, full=0.6, version=0.6, coverage=0.75, verbatim_words=2)
    )
    """what makes two quoted pieces of one speaker one utterance in much the same words; set by reading the rows of real stories"""

    quote_translation: QuoteLimit = field(
        default_factory=lambda: QuoteLimit(words=4, full=0.6, version=0.6, coverage=0.45, verbatim_words=4)
    )
    """the same for a translation, or a part of one: fewer words match, but a verb must be among them (a shared term is no utterance)"""

    quote_verbless_words: int = 6
    """matched words from which a translation needs no verb among them: no term is so long"""

    quote_other_speaker: QuoteLimit = field(
        default_factory=lambda: QuoteLimit(words=4, full=0.5, version=0.8, coverage=0.7, verbatim_words=3)
    )
    """the same for pieces under two speakers: nearly the same words, cuts allowed, or they are two utterances"""

    quote_unknown_speaker: QuoteLimit = field(
        default_factory=lambda: QuoteLimit(words=4, full=0.5, version=0.7, coverage=0.55, verbatim_words=3)
    )
    """the same where a piece is nobody's, or a document's that names no author ("the statement said"): between the two"""

    quote_rare_words: int = 10
    """words; a piece is tried against earlier ones that share one of its rarest words, so many of them"""

    quote_tried: int = 25
    """pieces; how many earlier ones, most shared words first, are aligned with a piece"""

    origin_min_share: float = 0.33
    """copied narration by the narration of the shorter account, from which the two count as one origin: a third is past a shared background
    paragraph (a fifth of a news item) and below a wire story with a new lead"""

    min_content_words: int = 3
    """content words; a clause with fewer says too little to be a claim of its own and stays with its sentence"""

    neighbours: int = 12
    """sentences; how many nearest ones are tried as versions of the same claim (a sentence has seldom more real partners than accounts)"""

    least_cosine: float = 0.45
    """cosine, 0 to 1; sentences farther apart are not tried unless they share rare words"""

    rare_word: int = 12
    """propositions; a word in more of them is not rare and brings no pair up for trial"""

    shared_rare_words: int = 3
    """words; how many rare words bring a pair up for trial"""

    likeness: tuple[float, ...] = (-5.43, 2.49, -0.13, -0.34, 0.78, -1.3, 1.35, 1.84, 1.93, 0.58, 3.88, -1.94, 0.22, -0.25, -0.09)
    """log odds: bias, then a weight a feature of `comparing.likeness`; fitted on MRPC's training pairs by `evaluation/claims.py`"""

    strangers: float = 1.0
    """log odds taken off where both sides name somebody and share no name: “A denied it” is not “B denied it”"""

    few_words: int = 5
    """content words; where a side has fewer, chance agreement is likely and half of `strangers` is taken off"""

    same_amount: float = 0.6
    """log odds added where both sides have one number of two digits or more that is no year; set by reading rows of real stories"""

    min_word_overlap: float = 0.25
    """part, 0 to 1, of the poorer side's words (names left out) that two versions of one claim must share, unless `sure_cosine` holds"""

    sure_cosine: float = 0.85
    """cosine, 0 to 1; from here on sentences need no shared words"""

    same_referent: float = 7.0
    """summed log rarity of the places that two nouns share in a story, from which they name one thing; about two rare places"""

    other_kind: float = 14.0
    """the same unit, for nouns that do not stand on one line of `data/wording.toml`"""

    same_places: float = 0.4
    """cosine, 0 to 1, of such nouns' places in the story"""

    one_kind: float = 3.0
    """the same unit; what it counts that two nouns stand on one line of `data/wording.toml`"""

    used_instead: float = 2.0
    """the same unit; what it counts that two such nouns, each used more than once, never stand in one account"""

    like_sentences: float = 4.0
    """the same unit, for a cosine of 1 of such nouns' vectors in their sentences"""

    same_core: float = 0.5
    """part, 0 to 1, of the poorer proposition's classes of words that the other must have for one core; set by reading real stories"""

    core_points: int = 4
    """what two accounts' cores must share: a point a deed and a thing, two of each at most, two for one amount, one for amounts that fit;
    one more where each names somebody and they share no name"""

    core_sentences: int = 8
    """sentences at an account's beginning where the story's core is looked for; farther down, earlier events of the same sort are told"""

    one_row: float = 0.75
    """mean likeness, 0 to 1, from which whole sentences stand as one row, not clause by clause: they are nearly copies"""

    join: float = 0.42
    """likeness, 0 to 1, from which two propositions are versions of one claim; set by reading rows of real stories, not by MRPC"""

    figure_toll_likeness: float = 0.3
    """likeness of two sentences, 0 to 1, from which equal subsets of people ("dead", "injured") in them are one counted thing; low, because
    accounts of one event seldom count the dead of another"""

    figure_same_amount: float = 0.1
    """the same for two counts of ten and more of one thing that agree: the amount itself tells that it is one; set by reading rows"""

    figure_likeness: float = 0.45
    """the same for other counted things with one name"""

    figure_loose_likeness: float = 0.6
    """the same where the thing counted is not named alike or not named at all (shares, sums, measures)"""

    figure_dispute_likeness: float = 0.5
    """the same for amounts that do not fit: a false conflict costs more trust than a missed one"""

    figure_rounding: float = 0.05
    """part of an amount; two amounts of a thousand and more, or of a unit, that differ only in rounding and by less than this do not
    conflict"""

    timeline_likeness: float = 0.5
    """likeness of two sentences on one day, 0 to 1, from which they tell one event"""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings, one group a stage."""

    reading: ReadingSettings = field(default_factory=ReadingSettings)
    fetching: FetchingSettings = field(default_factory=FetchingSettings)
    annotating: AnnotatingSettings = field(default_factory=AnnotatingSettings)
    gathering: GatheringSettings = field(default_factory=GatheringSettings)
    comparing: ComparingSettings = field(default_factory=ComparingSettings)


DEFAULT = Settings()
