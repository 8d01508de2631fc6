"""Thresholds of the comparers."""

from __future__ import annotations

from dataclasses import dataclass, field


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

    near_cosine: float = 0.55
    """cosine, 0 to 1; an account with a sentence this near to a claim is not called silent on it (unrelated sentences of one story lie
    mostly below 0.5); set with the next on pairs read by hand (`evaluation/silence.py`)"""

    near_words: float = 0.4
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

    likeness: tuple[float, ...] = (
        -6.39,
        2.7,
        -0.33,
        -0.29,
        1.12,
        -1.45,
        1.17,
        2.23,
        1.86,
        0.31,
        5.8,
        -0.72,
        0.26,
        -0.36,
        -0.07,
        0.02,
        -2.42,
    )
    """log odds: bias, then a weight a feature of `comparing.likeness`; fitted on MRPC's training pairs by `evaluation/claims.py`"""

    strangers: float = 1.0
    """log odds taken off where both sides name somebody and share no name: “A denied it” is not “B denied it”"""

    few_words: int = 5
    """content words; where a side has fewer, chance agreement is likely and half of `strangers` is taken off"""

    lead: float = 0.8
    """log odds added where both stand by themselves in their accounts' leads, both affirmed or both denied: leads tell the event"""

    lead_sentences: int = 2
    """sentences that make a lead"""

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

    figure_days: int = 7
    """days between two accounts up to which amounts of theirs that are not the same are put in one row: later ones are of later events, as
    a second release of hostages"""

    figure_rounding: float = 0.05
    """part of an amount; two amounts of a thousand and more, or of a unit, that differ only in rounding and by less than this do not
    conflict"""

    timeline_likeness: float = 0.5
    """likeness of two sentences on one day, 0 to 1, from which they tell one event"""

    event_opening: int = 600
    """characters at the beginning of an account in which the day of its event is looked for; from 400 to 800 the day of no event of
    Giveme5W1H changes"""

    event_before: int = 6
    """days between an event and an account of it; a weekday tells no more"""
