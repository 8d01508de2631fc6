"""Names as strings: folding, titles, which two may be one person or body, countries and the seats that stand for them.

Knows no article. Gender is the usual gender of a given name or role word and serves pronouns alone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from rapidfuzz.distance import DamerauLevenshtein

from rashomon.language.lexicon import lexicon

_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")
_WORD = re.compile(r"[\w'’.\-]+")
_PARTICLES = frozenset({"al", "el", "de", "da", "di", "del", "der", "van", "von", "bin", "ibn", "la", "le", "dos", "du", "ul", "st", "st."})
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "md", "phd", "mp", "qc"})


@cache
def fold(text: str) -> str:
    """Lower case, no accents, plain quotes, single spaces, no possessive ending: what two spellings of a name share."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return _POSSESSIVE.sub("", " ".join(plain.split()))


@cache
def _titles() -> tuple[tuple[str, ...], ...]:
    words = {tuple(fold(title).split()) for title in lexicon("people")["titles"]}
    return tuple(sorted(words, key=lambda title: (-len(title), title)))


@cache
def person_words(name: str) -> tuple[str, ...]:
    """The folded words of a person's name without titles and generational suffixes ("Gen. Pavel Orlov" → pavel, orlov)."""
    words = tuple(fold(word) for word in _WORD.findall(name.replace("'s", "").replace("’s", "")))
    stripped = True
    while stripped and len(words) > 1:
        stripped = False
        for title in _titles():
            if len(words) > len(title) and words[: len(title)] == title:
                words, stripped = words[len(title) :], True
                break
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return tuple(word for word in words if word.strip(".'-"))


def untitled(name: str) -> str:
    """A person's name without the titles, role words and nationalities in front ("Kenyan Foreign Minister Anna Berg" → "Anna Berg").

    At least the last word stays.
    """
    words = name.split()
    keep = 0
    for i, word in enumerate(words[:-1]):
        plain = fold(word)
        if plain in _title_words() or demonym(word) or country(word) or (word.islower() and plain not in _PARTICLES):
            keep = i + 1
    return " ".join(words[keep:])


@cache
def _title_words() -> frozenset[str]:
    """Words that close a title or role in front of a name; "of State" closes one too."""
    people = lexicon("people")
    single = {fold(title) for title in people["titles"] if " " not in title} | set(people["roles"])
    return frozenset(single | {fold(title).split()[-1] for title in people["titles"]})


def _close(a: str, b: str) -> bool:
    """Whether two words are spellings of one name (Sergei / Sergey, Marquez / Márquez), not two names (Anna / Anne differ in gender)."""
    if a == b:
        return True
    if min(len(a), len(b)) < 5 or a[0] != b[0]:
        return False
    return DamerauLevenshtein.distance(a, b) <= (1 if min(len(a), len(b)) < 8 else 2)


def _given_agree(a: str, b: str) -> bool:
    initial = (len(a.rstrip(".")) == 1 or len(b.rstrip(".")) == 1) and a[0] == b[0]
    short = min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a))
    return initial or short or _close(a, b) or nickname(a) == nickname(b)


@cache
def _nicknames() -> dict[str, str]:
    return {fold(short): fold(full) for full, shorts in lexicon("people")["nicknames"].items() for short in shorts}


def nickname(given: str) -> str:
    """The full form of a short given name (mike → michael), or the name itself; folded."""
    return _nicknames().get(fold(given), fold(given))


@cache
def _parts(name: str) -> tuple[str, tuple[str, ...]]:
    """Family name and given names; Chinese, Korean and Vietnamese names written family first are turned round."""
    words = person_words(name)
    if not words:
        return "", ()
    split = tuple(piece for word in words for piece in word.split("-") if piece)
    if words[0] in lexicon("people")["family_first"] and 2 <= len(split) <= 3 and (len(split) == 3 or gender(words[-1]) is None):
        return split[0], split[1:]
    return words[-1], words[:-1]


@cache
def same_person(a: str, b: str) -> bool:
    """Whether two names may be one person: the family names are spellings of one another and the given names, where both stand, agree.

    Middle names count where both have one ("Kim Jong-un" is not "Kim Jong-il"). "Kim Jong-un" and "Kim" agree (a lone
    first word of a longer name counts where it is no common given name); "George Bush" and "Jeb Bush" do not.
    """
    x, y = _parts(a), _parts(b)
    if not x[0] or not y[0]:
        return False
    if x == y:
        return True
    if not x[1] or not y[1]:
        lone, full = (x, y) if not x[1] else (y, x)
        if _close(lone[0], full[0]):
            return True
        return bool(full[1]) and lone[0] == full[1][0] and gender(lone[0]) is None and len(lone[0]) > 2
    return _close(x[0], y[0]) and all(_given_agree(a, b) for a, b in zip(x[1], y[1], strict=False))


def junior(name: str) -> bool:
    """Whether a name says that it is the younger's of two who share it ("Jr.")."""
    return fold(name).rstrip(".").endswith(" jr")


@cache
def _genders() -> dict[str, str]:
    people = lexicon("people")
    table = {fold(name): "m" for name in people["male"]}
    for name in people["female"]:
        table[fold(name)] = "" if table.get(fold(name)) == "m" else "f"
    return table


@cache
def gender(name: str) -> str | None:
    """`m`, `f` or None by title ("Ms.") or given name; None where neither tells."""
    words = [fold(word) for word in _WORD.findall(name)]
    people = lexicon("people")
    for word in words:
        if word in people["male_titles"]:
            return "m"
        if word in people["female_titles"]:
            return "f"
    bare = person_words(name)
    if not bare or (bare[0] in people["family_first"] and (len(bare) == 3 or "-" in bare[-1])):
        return None
    return _genders().get(bare[0]) or _genders().get(bare[0].split("-")[0]) or None


def offices(role: str) -> tuple[str, ...]:
    """The nouns by which the bearer of a title may be called, the title in full first ("Sen." → senator, lawmaker)."""
    return tuple(lexicon("people")["offices"].get(role.lower(), (role.lower(),)))


def office_known(role: str) -> bool:
    """Whether a title or the name of an office has other forms in the table."""
    return role.lower() in lexicon("people")["offices"]


def role_gender(role: str) -> str | None:
    """`m`, `f` or None by the role's head word ("spokeswoman" → f)."""
    people = lexicon("people")
    head = fold(role)
    return "m" if head in people["male_roles"] else "f" if head in people["female_roles"] else None


@cache
def _countries() -> dict[str, str]:
    table: dict[str, str] = {}
    for country, forms in lexicon("countries")["countries"].items():
        for form in (country, *forms["aliases"]):
            table.setdefault(_article_off(fold(form)), country)
    return table


@cache
def _seats() -> dict[str, str]:
    return {_article_off(fold(seat)): name for name, forms in lexicon("countries")["countries"].items() for seat in forms["seats"]}


@cache
def _demonyms() -> dict[str, str]:
    table: dict[str, str] = {}
    for name, forms in lexicon("countries")["countries"].items():
        for word in forms["demonyms"]:
            table.setdefault(fold(word), name)
            table.setdefault(fold(word) + "s", name)
    return table


def _article_off(folded: str) -> str:
    return folded.removeprefix("the ")


def country(name: str) -> str | None:
    """The country a name denotes by itself ("the U.S." → United States), or None."""
    return _countries().get(_article_off(fold(name)))


def seat(name: str) -> str | None:
    """The country whose government a place stands for ("the Kremlin", "Moscow" → Russia), or None."""
    return _seats().get(_article_off(fold(name)))


def demonym(word: str) -> str | None:
    """The country of an adjective or people's name ("Russian", "Russians" → Russia), or None."""
    return _demonyms().get(fold(word))


_COMPANY = frozenset({"inc", "corp", "ltd", "llc", "plc", "co", "gmbh", "ag", "nv", "company", "corporation", "limited"})
"""words that end a company's full name"""


def is_company(name: str) -> bool:
    """Whether a name ends as companies' names do ("Harlan Shipping Ltd.")."""
    words = fold(name).split()
    return len(words) > 1 and words[-1].strip(".,") in _COMPANY


@cache
def body_words(name: str) -> tuple[str, ...]:
    """The folded words of a body's name, without "the" and a company's ending."""
    words = [_plain(word) for word in fold(name).removeprefix("the ").split()]
    while len(words) > 1 and words[-1] in _COMPANY:
        words.pop()
    return tuple(word.rstrip(",") for word in words)


def _plain(word: str) -> str:
    """A folded word without the dots of a company's ending or of initials ("f.b.i." → fbi)."""
    bare = word.strip(".,")
    return bare.replace(".", "") if _INITIALS.fullmatch(word) else bare if bare in _COMPANY else word


_INITIALS = re.compile(r"(?:[a-z]\.){2,}[a-z]?,?")
_SMALL = frozenset({"of", "the", "for", "and", "on"})


@cache
def same_body(a: str, b: str) -> bool:
    """Whether two names may be one body: equal, an acronym of the other, the other with its country or home in front, or the same words
    round an "of" ("Justice Department", "Department of Justice")."""
    x, y = body_words(a), body_words(b)
    if x == y or acronym_of(a, b) or acronym_of(b, a):
        return True
    if len(x) > 1 and sorted(set(x) - _SMALL) == sorted(set(y) - _SMALL):
        return True
    short, long = sorted((x, y), key=len)
    return len(short) >= 2 and long[-len(short) :] == short


def acronym_of(short: str, long: str) -> bool:
    """Whether `short` is made of the initials of `long` ("OAS", "Organization of American States"; small words may be left out)."""
    letters = re.sub(r"[^A-Za-z]", "", short).upper()
    if not 2 <= len(letters) <= 8 or not short.replace(".", "").isupper():
        return False
    words = [word for word in re.findall(r"[A-Za-z]+", long) if word not in ("'s", "s")]
    every = "".join(word[0] for word in words).upper()
    large = "".join(word[0] for word in words if word[0].isupper()).upper()
    return len(words) > 1 and letters in (every, large)
