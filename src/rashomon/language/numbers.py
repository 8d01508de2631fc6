"""Amounts in running text, as intervals: "about 100", "10 to 15", "at least 59", "dozens", "$1.2bn", "7 per cent", "aged 22".

An amount is `[low, high]`, open where a bound is None; what a vague word reaches is said once, in `data/amounts.toml`. What it does not
read, or keeps apart: dates, years, clock times, telephone numbers, names with numbers ("Boeing 737", "Tu-160"), list numbers, scores
("3-1"), "one" as a pronoun. What is counted is found elsewhere (`annotating.figures`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from rashomon.language.dates import timexes
from rashomon.language.lexicon import lexicon
from rashomon.language.numerals import Numeral, Word, numeral, words_of
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


def amounts(text: str, *, rule: Rule = "news") -> list[Amount]:
    """The amounts of `text` in order. `rule` names the table of vague words: "news" (intervals) or "acled" (ACLED's single values)."""
    words = words_of(text)
    if not any(_starts(word) for word in words):
        return []
    scanner = _Scanner(text, words, rule)
    out: list[Amount] = []
    i = 0
    while i < len(words):
        read = scanner.amount(i, out[-1].end if out else 0) if _starts(words[i]) else None
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


class _Tables(NamedTuple):
    starts: frozenset[str]
    before: dict[tuple[str, ...], str]
    after: dict[tuple[str, ...], str]
    vague: dict[str, dict[tuple[str, ...], tuple[float, float]]]
    suffixes: dict[tuple[str, ...], tuple[FigureKind, str, float]]
    signs: dict[str, str]


@cache
def _tables() -> _Tables:
    """The word lists as word sequences."""
    source, numbers = lexicon("amounts"), lexicon("numerals")
    vague = {
        rule: {tuple(key.split()): (float(value[0]), float(value[1])) for key, value in table.items()}
        for rule, table in source["vague"].items()
    }
    suffixes: dict[tuple[str, ...], tuple[FigureKind, str, float]] = {}
    for name, unit in source["units"].items():
        for form in unit["forms"]:
            suffixes[_key(form)] = ("measure", name, 1.0)
    for table, factor in (("words", 1.0), ("codes", 1.0), ("hundredths", 0.01)):
        for form, code in source["currency"][table].items():
            suffixes[_key(form)] = ("money", code, factor)
    for sign, code in source["currency"]["signs"].items():
        if len(sign) == 1:
            suffixes[_key(sign)] = ("money", code, 1.0)
    for form, name in source["percent"].items():
        suffixes[_key(form)] = ("percent", name, 1.0)
    starts = {key[0] for key in vague["news"]} | set(numbers["units"]) | set(numbers["tens"]) | set(numbers["ordinals"])
    starts |= set(source["bare"]["words"])
    starts |= {"a", "an", "half", "dozen", "hundred", "several"}
    before = {_key(key): effect for key, effect in source["before"].items()}
    after = {_key(key): effect for key, effect in source["after"].items()}
    return _Tables(frozenset(starts), before, after, vague, suffixes, dict(source["currency"]["signs"]))


def _key(form: str) -> tuple[str, ...]:
    return tuple(word.lower for word in words_of(form))


def _starts(word: Word) -> bool:
    return word.text[0].isdigit() or word.lower in _tables().starts


class _Scanner:
    """Reads one amount at a time from a text's words."""

    def __init__(self, text: str, words: Sequence[Word], rule: Rule) -> None:
        self.text, self.words, self.rule = text, words, rule
        dated = [timex for timex in timexes(text, None) if timex.type in ("DATE", "TIME", "SET")]
        self.date_starts = [timex.start for timex in dated]
        self.date_ends = [timex.end for timex in dated]

    def lower(self, i: int) -> str:
        """The lower-cased word at `i`, or "" outside the text."""
        return self.words[i].lower if 0 <= i < len(self.words) else ""

    def touches(self, i: int) -> bool:
        """Whether the word at `i` touches the one before it."""
        return 0 < i < len(self.words) and self.words[i].start == self.words[i - 1].end

    def dated(self, i: int) -> int | None:
        """The end of the date that holds the word at `i`, if one does."""
        place = bisect_right(self.date_starts, self.words[i].start) - 1
        return self.date_ends[place] if place >= 0 and self.words[i].start < self.date_ends[place] else None

    def amount(self, i: int, floor: int) -> tuple[Amount | None, int] | None:
        """The amount that begins at word `i` and the word to go on from; (None, next) for a number that counts nothing. Words before the
        offset `floor` belong to the amount before."""
        past = self.dated(i)
        if past is not None:
            return None, next((j for j in range(i + 1, len(self.words)) if self.words[j].start >= past), len(self.words))
        special = self._ordinal(i) or self._fraction(i) or self._bare(i)
        if special:
            return special
        core = self._core(i)
        if core is None or self._is_name(i, core.end):
            return (None, self._past_digits(i)) if self.words[i].text[0].isdigit() else None
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
        number = numeral(self.words, i)
        if number is None or not self.touches(number.end):
            return number
        suffix = self.lower(number.end)
        table = lexicon("numerals")
        factor = table["suffixes"].get(suffix) or (1e6 if suffix == "m" and self.lower(number.end + 1) == "people" else None)
        factor = factor or (table["suffixes_of_money"].get(suffix) if self._currency_before(i) else None)
        if factor and self.words[i].text[0].isdigit():
            return Numeral(number.value * factor, number.end + 1, number.round)
        return number

    def _vague(self, i: int) -> _Core | None:
        table = _tables().vague[self.rule]
        for size in (3, 2, 1):
            key = tuple(self.lower(j) for j in range(i, i + size))
            if key not in table:
                continue
            low, high = table[key]
            end = i + size
            if key[-1] in ("several", "few", "couple", "handful"):
                scale = lexicon("numerals")["scales"].get(self.lower(end + 1 if self.lower(end) == "of" else end))
                if scale:
                    return _Core(
                        low * scale if self.rule == "acled" else 2 * scale, high * scale, True, end + 1 + (self.lower(end) == "of")
                    )
            if key == ("scores",) and self.lower(end) not in (
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
            if key == ("tens",) or (key == ("a", "couple") and self.lower(end) != "of"):
                return None
            if key == ("several",) and not self.lower(end)[:1].isalpha():
                return None
            return _Core(low, high, True, end)
        return None

    def _range(self, i: int, first: Numeral) -> Numeral | None:
        """The upper number of "10 to 15", "10-15", "10 or 15", "between 10 and 15"."""
        j = first.end
        link = self.lower(j)
        if link not in ("to", "-", "–", "—", "or", "and") or j + 1 >= len(self.words):
            return None
        between = self._leads(i, ("between",))
        if (link == "and") != between or (link == "to" and self._leads(i, ("from",))):
            return None
        k = j + 1
        if self.lower(k) in _tables().signs:
            k += 1
        if k >= len(self.words) or not _starts(self.words[k]) or self.lower(k) in ("a", "an", "several"):
            return None
        second = self._number(k)
        if second is None or second.value <= first.value:
            return None
        if link == "or" and second.value > 2 * first.value + 1:
            return None
        return second

    def _leads(self, i: int, words: tuple[str, ...]) -> bool:
        return self.lower(i - 1) in words or (self.lower(i - 1) in _tables().signs and self.lower(i - 2) in words)

    # Around the number

    def _complete(self, i: int, core: _Core, floor: int) -> tuple[Amount, int] | None:
        start, end = i, core.end
        kind, unit, factor = self._suffix(end)
        if kind is not None:
            end = unit[1]
        name = unit[0]
        currency = self._currency_before(i)
        if currency and kind in (None, "money"):
            start, kind, name, factor = currency[0], "money", currency[1], 1.0
        age = self._age(i, core.end)
        if age:
            kind, name, end = "age", "year", age
        elif kind is None and self.lower(start - 1) in ("magnitude", "-") and "magnitude" in (self.lower(start - 1), self.lower(start - 2)):
            kind, name = "measure", "magnitude"
        elif kind is None and self.lower(end) in ("-", " ") and self.lower(end + 1) == "magnitude":
            kind, name, end = "measure", "magnitude", end + 2
        elif kind is None and self.lower(end) == "magnitude":
            kind, name, end = "measure", "magnitude", end + 1
        low: float | None = core.low * factor
        high: float | None = core.high * factor
        approximate = core.vague
        start, effect = self._before(start, floor)
        after, end = self._after(end)
        for name_of_effect in (effect, after):
            low, high, approximate = _bounded(low, high, approximate, name_of_effect)
        if kind is None and self._is_pronoun(i, core.end):
            return None
        first, last = self.words[start].start, self.words[end - 1].end
        return Amount(first, last, _tidy(low), _tidy(high), approximate, kind or "count", name), end

    def _suffix(self, i: int) -> tuple[FigureKind | None, tuple[str | None, int], float]:
        """A unit, currency or per cent after the number, with or without a hyphen."""
        j = i + 1 if self.lower(i) in ("-", "‑") else i
        for size in (4, 3, 2, 1):
            key = tuple(self.lower(k) for k in range(j, j + size))
            known = _tables().suffixes.get(key)
            if known and not (known[0] == "measure" and len(key) == 1 and key[0] in ("second", "min") and j == i):
                if key == ("won",) or (known[1] == "pound" and self._is_sum(i)):
                    continue
                return known[0], (known[1], j + size), known[2]
        if self.lower(j) == "m" and self.touches(j) and self.lower(j + 1) not in ("people",):
            return "measure", ("metre", j + 1), 1.0
        return None, (None, i), 1.0

    def _is_sum(self, i: int) -> bool:
        return self.lower(i - 1) in ("million", "billion", "trillion", "bn")

    def _currency_before(self, i: int) -> tuple[int, str] | None:
        signs = _tables().signs
        last = self.lower(i - 1)
        if last in lexicon("amounts")["currency"]["codes"]:
            return i - 1, lexicon("amounts")["currency"]["codes"][last]
        if last not in signs or (len(last) > 1 and last != "rs"):
            return None
        if self.lower(i - 2) + last in signs and len(self.lower(i - 2)) < 3 and self.words[i - 2].text.isupper():
            return i - 2, signs[self.lower(i - 2) + last]
        return i - 1, signs[last]

    def _before(self, i: int, floor: int) -> tuple[int, str | None]:
        """The modifier in front, longest first."""
        for size in (4, 3, 2, 1):
            if i - size < 0 or self.words[i - size].start < floor:
                continue
            effect = _tables().before.get(tuple(self.lower(k) for k in range(i - size, i)))
            if effect == "about" and size == 1 and self.lower(i - 1) == "some" and self.lower(i - 2) in ("and", "least"):
                continue
            if effect and "\n" not in self.text[self.words[i - size].start : self.words[i].start]:
                outer = self._before(i - size, floor) if effect == "none" else (i - size, None)
                return outer[0], outer[1] or effect
        return i, None

    def _after(self, i: int) -> tuple[str | None, int]:
        for size in (2, 1):
            key = tuple(self.lower(k) for k in range(i, i + size))
            effect = _tables().after.get(key)
            if effect and (key != ("+",) or self.touches(i)) and (key != ("plus",) or not _starts_number(self.lower(i + 1))):
                if key == ("odd",) and self.lower(i - 1) == "the":
                    continue
                return effect, i + size
        return None, i

    def _age(self, i: int, end: int) -> int | None:
        """The word after an age: "22-year-old", "22 years old", "aged 22", "age 22", "Anna Smith, 22,", "Anna Smith (22)"."""
        j = end + 1 if self.lower(end) == "-" else end
        if self.lower(j) in ("year", "years", "month", "months"):
            k = j + 2 if self.lower(j + 1) == "-" else j + 1
            if self.lower(k) in ("old", "olds") or (self.lower(k) == "of" and self.lower(k + 1) == "age"):
                return k + 1 + (self.lower(k) == "of")
        if self.lower(i - 1) in ("aged", "age", "ages") or (self.lower(i - 1) == "between" and self.lower(i - 2) in ("aged", "ages")):
            return end
        if end != i + 1 or not self.words[i].text.isdigit() or len(self.words[i].text) > 3:
            return None
        name, sign = i - 2, self.lower(i - 1)
        if sign == "," and name >= 1 and self.words[name].text[:1].isupper() and self.words[name - 1].text[:1].isupper():
            return (
                end
                if self.lower(end) in (",", ".", ";", ")") or end == len(self.words) or self.lower(end) in ("and", "who", "of", "from")
                else None
            )
        if sign == "(" and name >= 1 and self.words[name].text[:1].isupper() and self.lower(end) == ")":
            return end
        return None

    def _ordinal(self, i: int) -> tuple[Amount | None, int] | None:
        """ "22nd", "third"; "second" as a time and fractions are left to others."""
        word = self.words[i]
        table = lexicon("numerals")["ordinals"]
        if word.text.isdigit() and self.touches(i + 1) and self.lower(i + 1) in ("st", "nd", "rd", "th") and len(word.text) < 6:
            value, end = float(word.text), i + 2
        elif word.lower in table and self.lower(i - 1) not in ("a", "one", "two", "three", "-") and self.lower(i + 1) not in (",", "of"):
            value, end = float(table[word.lower]), i + 1
        else:
            return None
        return Amount(word.start, self.words[end - 1].end, value, value, False, "ordinal", None), end

    def _fraction(self, i: int) -> tuple[Amount | None, int] | None:
        """ "a third of", "two-thirds", "half of", "three quarters of": a share in per cent."""
        table = lexicon("numerals")["fractions"]
        if self.lower(i) == "half" and self.lower(i + 1) in ("of", "the", "its", "their", "his", "her"):
            return self._share(i, i + 1, 50.0)
        count = {"a": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "nine": 9.0}.get(self.lower(i))
        j = i + 2 if self.lower(i + 1) == "-" else i + 1
        part = self.lower(j)
        if count is None or part not in table or ((count == 1) == part.endswith("s") and part != "half"):
            return None
        if (count == 1 and self.lower(j + 1) != "of") or (part == "half" and self.lower(i) == "a"):
            return None
        return self._share(i, j + 1, min(100.0, count * table[part]))

    def _bare(self, i: int) -> tuple[Amount | None, int] | None:
        """ "tons of equipment": two or more."""
        known = _tables().suffixes.get((self.lower(i),))
        if self.lower(i) not in lexicon("amounts")["bare"]["words"] or self.lower(i + 1) != "of" or known is None:
            return None
        return Amount(self.words[i].start, self.words[i].end, 2.0, None, True, known[0], known[1]), i + 1

    def _share(self, i: int, end: int, value: float) -> tuple[Amount, int]:
        tolerance = lexicon("amounts")["tolerance"]["fraction"]
        start, effect = self._before(i, 0)
        low, high, approximate = _bounded(value * (1 - tolerance), min(100.0, value * (1 + tolerance)), True, effect)
        return Amount(self.words[start].start, self.words[end - 1].end, low, high, approximate, "percent", "percent"), end

    # What counts nothing

    def _is_pronoun(self, i: int, end: int) -> bool:
        """ "one" that stands for a thing or a person already named."""
        if self.lower(i) != "one" or end != i + 1:
            return False
        around = lexicon("amounts")["pronoun"]
        return self.lower(i - 1) in around["before"] or not self.lower(end).isalpha() or self.lower(end) in around["after"]

    def _is_name(self, i: int, end: int) -> bool:
        """A number that names something or is no amount: touching letters or other signs, after a name or a designator, a list number,
        a score, a telephone number, a bare year."""
        word, before, after = self.words[i], self.lower(i - 1), self.lower(end)
        if not word.text[0].isdigit():
            return False
        if self.touches(i) and (
            before[:1].isalnum()
            or before in ("/", "@", "_", "#", "=", ":", ".", "&", "\\", "^", "*")
            or (before in ("-", "‑") and self.touches(i - 1))
        ):
            return not (before == "-" and self.lower(i - 2) in ("magnitude", "mid"))
        if self.touches(end) and (after in ("/", "@", "_", "=", ":", "\\") or (after.isalpha() and not self._suffix(end)[0])):
            return not (after == "/" and self.lower(end + 1) in ("h",))
        if after == "-" and self.touches(end) and self.touches(end + 1) and self.lower(end + 1)[:1].isdigit():
            return True
        if (
            after in (".", ")")
            and self._begins_line(i)
            and len(word.text) < 3
            and (after == ")" or (self.words[end + 1 : end + 2] and self.words[end + 1].start > self.words[end].end))
        ):
            return True
        if self._currency_before(i) or self._suffix(end)[0] or end > i + 1:
            return False
        if (
            "." not in word.text
            and "," not in word.text
            and len(word.text) == 4
            and "1900" <= word.text <= "2099"
            and not self._counts(end)
        ):
            return True
        if len(word.text) > 6 and word.text.isdigit() and not self._counts(end):
            return True
        return self._after_name(i) and not self._counts(end)

    def _begins_line(self, i: int) -> bool:
        return i == 0 or "\n" in self.text[self.words[i - 1].end : self.words[i].start]

    def _counts(self, end: int) -> bool:
        """Whether the word after a number looks like what is counted."""
        word = self.words[end] if end < len(self.words) else None
        if word is None or not word.text[0].isalpha() or word.text[0].isupper():
            return False
        return (word.lower.endswith("s") and len(word.lower) > 3) or word.lower in lexicon("amounts")["counted"]["words"]

    def _after_name(self, i: int) -> bool:
        before = self.words[i - 1] if i else None
        if before is None or not before.text[0].isalpha() or self._begins_line(i):
            return before is not None and before.lower == "." and self.lower(i - 2) in ("no", "nos", "art", "sec", "vol", "pp", "p", "ch")
        if before.lower in lexicon("amounts")["designators"]["words"]:
            return True
        if not before.text[0].isupper() or (before.lower,) in _tables().before or before.lower in ("least", "than", "over"):
            return False
        begins = i < 2 or self.words[i - 2].lower in (".", "!", "?", "“", '"', ":", "”") or self._begins_line(i - 1)
        return not begins or (len(before.text) > 4 and not before.lower.endswith(("ing", "ed", "ly", "out", "than", "ther")))

    def _past_digits(self, i: int) -> int:
        """The word after a run of digits and the signs that tie it together."""
        j = i + 1
        while self.touches(j) and (
            self.words[j].text[0].isdigit()
            or (self.lower(j) in ("-", "/", ".", ":") and self.touches(j + 1) and self.lower(j + 1)[:1].isdigit())
        ):
            j += 1
        return j


def _starts_number(word: str) -> bool:
    return word[:1].isdigit() or word in _tables().starts or word in _tables().signs


def _tidy(bound: float | None) -> float | None:
    """The bound without the noise of floating point."""
    return None if bound is None else float(f"{bound:.9g}")


def _scale_of(value: float) -> float:
    """The scale of a number: a million for 2,500,000."""
    for scale in (1e12, 1e9, 1e6, 1e3):
        if value >= scale:
            return scale
    return 1.0


def _bounded(low: float | None, high: float | None, approximate: bool, effect: str | None) -> tuple[float | None, float | None, bool]:
    """Apply a modifier to an interval."""
    tolerance: float = lexicon("amounts")["tolerance"]["about"]
    if effect == "min":
        return low, None, approximate
    if effect == "max":
        return None, high, approximate
    if effect is None or effect == "none" or low is None or high is None:
        return low, high, approximate
    below = low * (1 - tolerance) if effect in ("about", "nearly") else low
    above = high * (1 + tolerance) if effect in ("about", "past") else high
    return below, above, True
