"""What the chains of single articles stand for in the story: a kind that all accounts share, and the country that a capital, a palace, a
government or "the North" stands for.

A seat of government stands for its country but where the words place something there ("in Moscow", "a Moscow hotel", a dateline). A
country's government or regime is the country acting; so is the administration of a person whom the accounts call its president.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from rashomon.language.names import body_words, country, demonym, fold, gender, person_words, seat
from rashomon.language.outlets import outlet_named
from rashomon.model.annotated import AnnotatedArticle, Chain, Mention, NameKind, Token

Entry = tuple[int, Chain]
"""the number of an article and a chain of it"""

_PLACING = frozenset(
    ("in", "at", "near", "outside", "around", "across", "through", "into", "to", "from", "inside", "throughout", "via", "toward", "towards")
)
_VISITING = frozenset(("visit", "leave", "reach", "enter", "tour", "hit", "strike", "rock", "flee"))
_DATELINE = re.compile(r"\s*(?:,[^\n]{0,30})?(?:\([^)\n]{2,40}\)\s*)?(?:[-–—]|--)")
_GOVERNING = frozenset(("government", "administration", "regime", "govt"))
_RULING = frozenset(("president", "premier", "chancellor", "minister", "leader", "dictator", "ruler", "king", "queen"))
_OFTEN = 3
"""mentions; whoever is named so often is introduced once, if he is a person"""
_COMPASS = frozenset(("north", "south", "east", "west"))


def settled(chains: Sequence[Entry]) -> list[Entry]:
    """The chains, each name of one word with the kind that most accounts give it.

    A lone name that is read as a person's though no account gives it a role, a given name, "he" or "she" is a body. A lone family name of
    somebody whom an account names in full is that person, but where it is a country or a seat. Initials in capitals are no place.
    """
    votes: dict[tuple[str, ...], Counter[NameKind]] = {}
    families = Counter[str]()
    for _, chain in chains:
        votes.setdefault(body_words(chain.name), Counter())[chain.kind] += len(chain.mentions)
        words = person_words(chain.name)
        if chain.kind == "person" and len(words) > 1:
            families[words[-1]] += len(chain.mentions)
    shown = {body_words(chain.name) for _, chain in chains if chain.roles or gender(chain.name) or _is_human(chain)}
    impersonal = frozenset(words for words, told in votes.items() if told["person"] >= _OFTEN and words not in shown)
    kinds = [_kind(chain, votes, families, impersonal) for _, chain in chains]
    return [(n, chain.model_copy(update={"kind": kind})) for (n, chain), kind in zip(chains, kinds, strict=True)]


def _is_human(chain: Chain) -> bool:
    """Whether an account takes up the name by "he", "she" or a role."""
    return any(mention.form != "name" for mention in chain.mentions)


def _kind(
    chain: Chain, votes: Mapping[tuple[str, ...], Counter[NameKind]], families: Mapping[str, int], impersonal: frozenset[tuple[str, ...]]
) -> NameKind:
    words = body_words(chain.name)
    if chain.kind in ("person", "place") and outlet_named(chain.name):
        return "organization"
    if len(words) != 1 or country(chain.name) or seat(chain.name) or words[0] in _COMPASS:
        return chain.kind
    told = votes[words]
    if families.get(words[0], 0) > told["place"] + told["organization"]:
        return "person"
    letters = chain.name.replace(".", "")
    if letters.isupper() and 2 <= len(letters) <= 6 and chain.kind in ("place", "person") and words[0] not in families:
        return "organization"
    if chain.kind == "person" and words[0] not in families and (told["organization"] or words in impersonal):
        return "organization"
    if chain.kind == "place" and (words in impersonal or told["organization"] > told["place"]):
        return "organization"
    return chain.kind


def homes(chains: Sequence[Entry]) -> dict[str, str]:
    """The country that people rule, by family name, where an account says so ("the Kenyan president Anna Berg")."""
    told: dict[str, Counter[str]] = {}
    for _, chain in chains:
        if chain.kind != "person":
            continue
        for role in chain.roles:
            words = fold(role.text).split()
            place = next((home for home in (country_in(role.text),) if home), None)
            if place and _RULING & set(words):
                told.setdefault(person_words(chain.name)[-1], Counter())[place] += 1
    return {family: min(found.items(), key=lambda entry: (-entry[1], entry[0]))[0] for family, found in told.items()}


def country_in(words: str) -> str | None:
    """The first country that words name, as a noun or an adjective ("U.S. secretary", "leader of North Korea"), or None."""
    parts = [word.strip(",.;:") if word.count(".") < 2 else word for word in words.split()]
    for size in (3, 2, 1):
        for at in range(len(parts) - size + 1):
            piece = " ".join(parts[at : at + size])
            if found := demonym(piece) or (country(piece) if piece[:1].isupper() else None):
                return found
    return None


def stands_for(chain: Chain, ruled: Mapping[str, str], countries: frozenset[str]) -> str | None:
    """The country for which all of a chain stands: its government, or "the North" where one country of the story is called so."""
    words = body_words(chain.name)
    if chain.kind == "place" and len(words) == 1 and words[0] in _COMPASS:
        fitting = [name for name in sorted(countries) if fold(name).split()[0] == words[0] and " " in name]
        return fitting[0] if len(fitting) == 1 else None
    if chain.kind != "organization" or not words or words[-1] not in _GOVERNING:
        return None
    before = [word for word in words[:-1] if word not in ("former", "current", "new", "'s", "s")]
    if chain.home and (not before or demonym(" ".join(before)) or country(" ".join(before))):
        return chain.home
    return ruled.get(before[0]) if len(before) == 1 else None


def split(chain: Chain, annotated: AnnotatedArticle, at: Mapping[int, int]) -> tuple[list[Mention], list[Mention]]:
    """A seat's mentions as one who acts, and as a place; other chains act throughout. `at`: token indices by start."""
    if not seat(chain.name) or country(chain.name):
        return list(chain.mentions), []
    acting = [m for m in chain.mentions if _acts(m, annotated, at)]
    return acting, [m for m in chain.mentions if m not in acting]


def _acts(mention: Mention, annotated: AnnotatedArticle, at: Mapping[int, int]) -> bool:
    """Whether a seat stands for its country here: nothing says that something is or goes there."""
    tokens, text = annotated.tokens, annotated.article.text
    inside = [at[p] for p in range(mention.span.start, mention.span.end) if p in at]
    if not inside:
        return False
    head = next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), inside[-1])
    token, above = tokens[head], tokens[tokens[head].head]
    line_begins = mention.span.start == 0 or text[mention.span.start - 1] == "\n"
    if line_begins and _DATELINE.match(text, mention.span.end):
        return False
    if token.dep.startswith("nsubj") or token.dep == "obl:agent":
        return True
    if token.dep in ("compound", "flat", "root", "appos", "list", "dep") or token.head == head:
        return False
    if above.pos == "VERB" and above.lemma.lower() in _VISITING and token.dep == "obj":
        return False
    first = min(inside)
    case = [tokens[i] for i in range(max(0, first - 4), first) if tokens[i].head == head and tokens[i].pos == "ADP"]
    if token.dep == "conj":
        case = case or _cases(tokens, token.head)
    return not any(word.lemma.lower() in _PLACING for word in case)


def _cases(tokens: Sequence[Token], head: int) -> list[Token]:
    return [tokens[i] for i in range(max(0, head - 4), head) if tokens[i].head == head and tokens[i].pos == "ADP"]
