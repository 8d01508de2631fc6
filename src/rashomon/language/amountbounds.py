"""What the modifiers around an amount do to its bounds: "at least", "about", "more than", "59 or more", "up to".

How far "about" and its like reach is said once, in `data/amounts.toml`. What it does not do: read the number.
"""

from __future__ import annotations

from rashomon.language.amountwords import amount_words
from rashomon.language.lexicon import lexicon
from rashomon.language.wordrow import WordRow


def modifier_before(row: WordRow, i: int, floor: int) -> tuple[int, str | None]:
    """The modifier in front, longest first: the word where the amount now begins, and the effect. None begins before the offset `floor`."""
    for size in (4, 3, 2, 1):
        if i - size < 0 or row.words[i - size].start < floor:
            continue
        effect = amount_words().before.get(row.lowers(i - size, i))
        if effect == "about" and size == 1 and row.lower(i - 1) == "some" and row.lower(i - 2) in ("and", "least"):
            continue
        if size == 1 and row.lower(i - 1) == "over" and row.lower(i - 2) in lexicon("amounts")["with_over"]["verbs"]:
            continue
        if effect and "\n" not in row.text[row.words[i - size].start : row.words[i].start]:
            outer = modifier_before(row, i - size, floor) if effect == "none" else (i - size, None)
            return outer[0], outer[1] or effect
    return i, None


def modifier_after(row: WordRow, i: int) -> tuple[str | None, int]:
    """The modifier behind: its effect, and the word after it."""
    for size in (2, 1):
        key = row.lowers(i, i + size)
        effect = amount_words().after.get(key)
        if effect and (key != ("+",) or row.touches(i)) and (key != ("plus",) or not _starts_number(row.lower(i + 1))):
            if key == ("odd",) and row.lower(i - 1) == "the":
                continue
            return effect, i + size
    return None, i


def bounded(low: float | None, high: float | None, approximate: bool, effect: str | None) -> tuple[float | None, float | None, bool]:
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


def _starts_number(word: str) -> bool:
    return word[:1].isdigit() or word in amount_words().starts or word in amount_words().signs
