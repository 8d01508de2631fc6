"""Small pieces of plain English for the brief: counts, lists, days, quotations. Strings only."""

from __future__ import annotations

from collections.abc import Sequence

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_INNER = str.maketrans({"“": "‘", "”": "’", '"': "'"})


def number(count: int) -> str:
    """ "one", "three", "12"."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def counted(count: int, what: str) -> str:
    """ "one outlet", "three outlets", "12 outlets"."""
    return f"{number(count)} {what}{'' if count == 1 else 's'}"


def listed(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def day(date: str) -> str:
    """An ISO date cut to its precision as a reader says it: "28 March 2019", "March 2019", "2019"; anything else as it is."""
    parts = date[:10].split("-")
    if not all(part.isdigit() for part in parts) or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12):
        return date
    return " ".join(
        [*([str(int(parts[2]))] if len(parts) > 2 else []), *([_MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []), parts[0]]
    )


def quoted(words: str) -> str:
    """The words in quotation marks, white space made one blank, quotation marks inside made single."""
    return f"“{' '.join(words.split()).translate(_INNER)}”"


def sentence(words: str) -> str:
    """The words quoted, with a full stop behind them where they end without a mark."""
    text = quoted(words)
    return text if text.rstrip("”’'\"")[-1:] in (".", "!", "?", "…") else text + "."
