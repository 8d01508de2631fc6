"""Amounts in running text, as intervals: "about 100", "10 to 15", "at least 59", "dozens", "$1.2bn", "7 per cent", "aged 22".

An amount is `[low, high]`, open where a bound is None; what a vague word reaches is said once, in `data/amounts.toml`. Read here is the
number itself; its unit by `amountunits`, its modifiers by `amountbounds`; numbers that count nothing are told by `nonamounts`, dates by
`dates`. What is counted is found elsewhere (`annotating.figures`).
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal, NamedTuple

from rashomon.language.amountbounds import bounded, modifier_after, modifier_before
from rashomon.language.amountunits import age, currency_before, suffix
from rashomon.language.amountwords import amount_words, starts_amount
from rashomon.language.dates import timexes
from rashomon.language.lexicon import lexicon
from rashomon.language.nonamounts import is_name, is_pronoun, past_digits
from rashomon.language.numerals import Numeral, numeral
from rashomon.language.wordrow import WordRow
from rashomon.model.annotated import FigureKind

Rule = Literal["news", "acled"]


class Amount(NamedTuple):
    """An amount at `[start, end)` with its bounds (None: open); `unit` is a currency code, the name of a unit, or None for a count."""

    start: int
    end: int
    low: float | None
    high: float | None
    approximate: bool
    kind: FigureKind
    unit: str | None


_RATIOS = (("in", "every"), ("out", "of", "every"), ("out", "of"), ("in",))
_PREPOSITIONS: dict[tuple[str, ...], int] = {("over",): 10, ("under",): 10, ("around",): 2, ("about",): 2}
"""words that modify no amount of things below so many: "a dispute over two dams", "planets around one star\""""
_ROUND = frozenset((3.0, 4.0, 5.0, 10.0, 20.0, 50.0, 100.0, 1_000.0, 10_000.0, 100_000.0, 1_000_000.0))
"""wholes of which a share is told; of others things are counted"""


def amounts(text: str, *, rule: Rule = "news") -> list[Amount]:
    """The amounts of `text` in order. `rule` names the table of vague words: "news" (intervals) or "acled" (ACLED's single values)."""
    row = WordRow(text)
    if not any(starts_amount(word) for word in row.words):
        return []
    scanner = _Scanner(row, rule)
    out: list[Amount] = []
    i = 0
    while i < len(row.words):
        read = scanner.amount(i, out[-1].end if out else 0) if starts_amount(row.words[i]) else None
        if read is None:
            i += 1
        else:
            found, i = read
            if found is not None:
                out.append(found)
    return out


class _Core(NamedTuple):
    """The bare amount: its bounds, whether it is vague, and the word after it."""

    low: float
    high: float
    vague: bool
    end: int


class _Scanner:
    """Reads one amount at a time from a text's words."""

    def __init__(self, row: WordRow, rule: Rule) -> None:
        self.row, self.rule = row, rule
        dated = [timex for timex in timexes(row.text, None) if timex.type in ("DATE", "TIME", "SET")]
        self.date_starts = [timex.start for timex in dated]
        self.date_ends = [timex.end for timex in dated]

    def dated(self, i: int) -> int | None:
        """The end of the date that holds the word at `i`, if one does."""
        row = self.row
        place = bisect_right(self.date_starts, row.words[i].start) - 1
        return self.date_ends[place] if place >= 0 and row.words[i].start < self.date_ends[place] else None

    def amount(self, i: int, floor: int) -> tuple[Amount | None, int] | None:
        """The amount that begins at word `i` and the word to go on from; (None, next) for a number that counts nothing. Words before the
        offset `floor` belong to the amount before."""
        row = self.row
        past = self.dated(i)
        if past is not None:
            return None, next((j for j in range(i + 1, len(row.words)) if row.words[j].start >= past), len(row.words))
        special = self._ordinal(i) or self._fraction(i) or self._ratio(i) or self._bare(i)
        if special:
            return special
        core = self._core(i)
        if core is None or is_name(row, i, core.end):
            return (None, past_digits(row, i)) if row.words[i].text[0].isdigit() else None
        return self._complete(i, core, floor)

    # The bare number

    def _core(self, i: int) -> _Core | None:
        vague = self._vague(i)
        if vague:
            return vague
        first = self._number(i)
        if first is None:
            return None
        second = self._range(i, first)
        tolerance = lexicon("amounts")["tolerance"]["dozen"] if first.round and self.rule == "news" else 0.0
        if second is None:
            return _Core(first.value * (1 - tolerance), first.value * (1 + tolerance), tolerance > 0, first.end)
        low = first.value
        if second.value >= 1000 * low > 0 and low < 1000:
            low *= _scale_of(second.value)
        return _Core(low, second.value, False, second.end)

    def _number(self, i: int) -> Numeral | None:
        row = self.row
        number = numeral(row.words, i)
        if number is None or not row.touches(number.end):
            return number
        letters = row.lower(number.end)
        table = lexicon("numerals")
        factor = table["suffixes"].get(letters) or (1e6 if letters == "m" and self._are_many(number.end + 1) else None)
        factor = factor or (table["suffixes_of_money"].get(letters) if currency_before(row, i) else None)
        if factor and row.words[i].text[0].isdigit():
            return Numeral(number.value * factor, number.end + 1, number.round)
        return number

    def _are_many(self, i: int) -> bool:
        """Whether people or things that come in millions stand here ("2m people", "2m Windows users"), and no length ("a 2m fence")."""
        many = lexicon("amounts")["millions"]["words"]
        return self.row.lower(i) in many or (self.row.lower(i).isalpha() and self.row.lower(i + 1) in many)

    def _vague(self, i: int) -> _Core | None:
        row = self.row
        table = amount_words().vague[self.rule]
        for size in (3, 2, 1):
            key = row.lowers(i, i + size)
            if key not in table:
                continue
            low, high = table[key]
            end = i + size
            if key[-1] in ("several", "few", "couple", "handful"):
                scale = lexicon("numerals")["scales"].get(row.lower(end + 1 if row.lower(end) == "of" else end))
                if scale:
                    return _Core(low * scale if self.rule == "acled" else 2 * scale, high * scale, True, end + 1 + (row.lower(end) == "of"))
            if key == ("scores",) and row.lower(end) not in (
                "of",
                "more",
                "dead",
                "killed",
                "injured",
                "wounded",
                "were",
                "missing",
                "others",
                "arrested",
            ):
                return None
            if key == ("tens",) or (key == ("a", "couple") and row.lower(end) != "of"):
                return None
            if key == ("several",) and not row.lower(end)[:1].isalpha():
                return None
            return _Core(low, high, True, end)
        return None

    def _range(self, i: int, first: Numeral) -> Numeral | None:
        """The upper number of "10 to 15", "10-15", "10 or 15", "between 10 and 15"."""
        row = self.row
        j = first.end
        link = row.lower(j)
        if link not in ("to", "-", "–", "—", "or", "and") or j + 1 >= len(row.words):
            return None
        between = self._leads(i, ("between",))
        if (link == "and") != between or (link == "to" and self._leads(i, ("from",))):
            return None
        k = j + 1
        if row.lower(k) in amount_words().signs:
            k += 1
        if k >= len(row.words) or not starts_amount(row.words[k]) or row.lower(k) in ("a", "an", "several"):
            return None
        second = self._number(k)
        if second is None or second.value <= first.value:
            return None
        if link == "or" and second.value > 2 * first.value + 1:
            return None
        return second

    def _leads(self, i: int, words: tuple[str, ...]) -> bool:
        row = self.row
        return row.lower(i - 1) in words or (row.lower(i - 1) in amount_words().signs and row.lower(i - 2) in words)

    # Around the number

    def _complete(self, i: int, core: _Core, floor: int) -> tuple[Amount, int] | None:
        row = self.row
        start, end = i, core.end
        kind, unit, factor = suffix(row, end)
        if kind is not None:
            end = unit[1]
        name = unit[0]
        currency = currency_before(row, i)
        if currency and kind in (None, "money") and row.words[currency[0]].start >= floor:
            start, kind, name, factor = currency[0], "money", currency[1], 1.0
        age_end = age(row, i, core.end)
        if age_end:
            kind, name, end = "age", "year", age_end
        elif kind is None and row.lower(start - 1) in ("magnitude", "-") and "magnitude" in (row.lower(start - 1), row.lower(start - 2)):
            kind, name = "measure", "magnitude"
        elif kind is None and row.lower(end) in ("-", " ") and row.lower(end + 1) == "magnitude":
            kind, name, end = "measure", "magnitude", end + 2
        elif kind is None and row.lower(end) == "magnitude":
            kind, name, end = "measure", "magnitude", end + 1
        low: float | None = core.low * factor
        high: float | None = core.high * factor
        approximate = core.vague
        bare = start
        start, effect = modifier_before(row, start, floor)
        said = row.lowers(start, bare)
        if kind is None and core.high == 1 and said == ("more", "than"):
            return None
        if kind is None and core.low == core.high < _PREPOSITIONS.get(said, 0):
            start, effect = bare, None
        after, end = modifier_after(row, end)
        for name_of_effect in (effect, after):
            low, high, approximate = bounded(low, high, approximate, name_of_effect)
        if kind is None and is_pronoun(row, i, core.end):
            return None
        first, last = row.words[start].start, row.words[end - 1].end
        return Amount(first, last, _tidy(low), _tidy(high), approximate, kind or "count", name), end

    def _ordinal(self, i: int) -> tuple[Amount | None, int] | None:
        """ "22nd", "third"; "second" as a time and fractions are left to others."""
        row = self.row
        word = row.words[i]
        table = lexicon("numerals")["ordinals"]
        if word.text.isdigit() and row.touches(i + 1) and row.lower(i + 1) in ("st", "nd", "rd", "th") and len(word.text) < 6:
            value, end = float(word.text), i + 2
        elif word.lower in table and row.lower(i - 1) not in ("a", "one", "two", "three", "-") and row.lower(i + 1) not in (",", "of"):
            value, end = float(table[word.lower]), i + 1
        else:
            return None
        return Amount(word.start, row.words[end - 1].end, value, value, False, "ordinal", None), end

    def _fraction(self, i: int) -> tuple[Amount | None, int] | None:
        """ "a third of", "two-thirds", "half of", "three quarters of": a share in per cent, or a measure ("a quarter of an hour")."""
        row = self.row
        table = lexicon("numerals")["fractions"]
        if row.lower(i) == "half" and row.lower(i + 1) in ("of", "the", "its", "their", "his", "her", "a", "an"):
            measured = self._part_of_one(i, i + 1, 0.5)
            return measured or (self._share(i, i + 1, 50.0) if row.lower(i + 1) not in ("a", "an") else None)
        count = {"a": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "nine": 9.0}.get(row.lower(i))
        j = i + 2 if row.lower(i + 1) == "-" else i + 1
        part = row.lower(j)
        if count is None or part not in table or ((count == 1) == part.endswith("s") and part != "half"):
            return None
        if (count == 1 and row.lower(j + 1) != "of") or (part == "half" and row.lower(i) == "a"):
            return None
        share = min(100.0, count * table[part])
        return self._part_of_one(i, j + 1, share / 100) or self._share(i, j + 1, share)

    def _ratio(self, i: int) -> tuple[Amount | None, int] | None:
        """ "one in five", "1 in every 500", "nine out of ten": a share in per cent. "12 out of 15 members" counts, and "one in two years"
        says how often."""
        row = self.row
        part = numeral(row.words, i)
        if part is None or row.touches(part.end):
            return None
        joint = next((words for words in _RATIOS if tuple(row.lower(part.end + n) for n in range(len(words))) == words), None)
        if joint is None:
            return None
        start = part.end + len(joint)
        whole = numeral(row.words, start) if start < len(row.words) else None
        if whole is None or self.dated(start) is not None or not 0 < part.value < whole.value:
            return None
        alike = whole.value == 10 or row.words[i].text[0].isdigit() == row.words[start].text[0].isdigit()
        if joint[-1] != "every" and (part.value != 1 or joint == ("out", "of")) and not (alike and whole.value in _ROUND):
            return None
        after = row.lower(whole.end)
        if (after,) in amount_words().suffixes or after[:1].isdigit() or after in ("-", "/", "%"):
            return None
        return self._share(i, whole.end, 100 * part.value / whole.value)

    def _part_of_one(self, i: int, end: int, part: float) -> tuple[Amount | None, int] | None:
        """ "half an hour", "a quarter of a mile": so much of a unit; "half the way" counts nothing."""
        row = self.row
        j = end + 1 if row.lower(end) == "of" else end
        if row.lower(j) == "the" and row.lower(j + 1) in lexicon("amounts")["uncounted"]["parts_of"]:
            return None, j + 2
        known = amount_words().suffixes.get((row.lower(j + 1),)) if row.lower(j) in ("a", "an") else None
        if known is None or known[0] != "measure":
            return None
        start, effect = modifier_before(row, i, 0)
        low, high, approximate = bounded(part, part, False, effect)
        return Amount(row.words[start].start, row.words[j + 1].end, _tidy(low), _tidy(high), approximate, "measure", known[1]), j + 2

    def _bare(self, i: int) -> tuple[Amount | None, int] | None:
        """ "tons of equipment": two or more."""
        row = self.row
        known = amount_words().suffixes.get((row.lower(i),))
        if row.lower(i) not in lexicon("amounts")["bare"]["words"] or row.lower(i + 1) != "of" or known is None:
            return None
        return Amount(row.words[i].start, row.words[i].end, 2.0, None, True, known[0], known[1]), i + 1

    def _share(self, i: int, end: int, value: float) -> tuple[Amount, int]:
        row = self.row
        tolerance = lexicon("amounts")["tolerance"]["fraction"]
        start, effect = modifier_before(row, i, 0)
        low, high, approximate = bounded(value * (1 - tolerance), min(100.0, value * (1 + tolerance)), True, effect)
        return Amount(row.words[start].start, row.words[end - 1].end, _tidy(low), _tidy(high), approximate, "percent", "percent"), end


def _tidy(bound: float | None) -> float | None:
    """The bound without the noise of floating point."""
    return None if bound is None else float(f"{bound:.9g}")


def _scale_of(value: float) -> float:
    """The scale of a number: a million for 2,500,000."""
    for scale in (1e12, 1e9, 1e6, 1e3):
        if value >= scale:
            return scale
    return 1.0
