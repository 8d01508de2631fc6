"""A dossier of many accounts and long lists, made by rule: what the page and the terminal must stay readable with."""

from __future__ import annotations

from rashomon.model.annotated import Content, Cue, Source, Statement
from rashomon.model.article import Article, Published
from rashomon.model.dossier import (
    AspectVerdict,
    BriefLine,
    Claim,
    ClaimVersion,
    Dossier,
    FigureRow,
    FigureValue,
    Generator,
    Model,
    Origin,
    Quote,
    QuoteVersion,
    StoryLine,
    TimelineEntry,
    Value,
)
from rashomon.model.span import Span
from rashomon.model.story import Actor, NameCount
from tests.reporting.sample import article

TOWNS = ("Aldport", "Brennick", "Carrow", "Dunmere", "Elster")
PEOPLE = ("Ada Brook", "Ben Coster", "Cleo Dray", "Dov Ember", "Eva Fane", "Finn Gale", "Gita Hale", "Hugo Iver")


def sentence(number: int, teller: int) -> str:
    """The fact with this number in the words of one account."""
    town = TOWNS[number % len(TOWNS)]
    people = 40 + number * 3 + (5 if teller % 7 == 0 else 0)
    verb = ("were led out of", "left", "had to leave", "fled")[teller % 4]
    return f"{people} people {verb} the quarter {number + 1} of {town} after the storm tide broke the lower sea wall."


def saying(number: int, teller: int) -> str:
    """What a person with this number says to one account."""
    more = " and it will not be the last" if teller % 3 else ""
    return f"This is night {number + 1} of the flood{more}"


def crowd(accounts: int = 25, facts: int = 60, sayings: int = 120) -> Dossier:
    """The dossier: each fact in every fifth account or so, each saying in one account, some in three."""
    facts_of: list[list[int]] = [[fact for fact in range(facts) if (fact * 7 + teller) % (3 + fact % 9) == 0] for teller in range(accounts)]
    sayings_of: list[list[int]] = [[say for say in range(sayings) if say % accounts == teller or say == 0] for teller in range(accounts)]
    articles = []
    for teller in range(accounts):
        lines = [sentence(fact, teller) for fact in facts_of[teller]]
        lines += [f"“{saying(say, teller)},” said {PEOPLE[say % len(PEOPLE)]}." for say in sayings_of[teller]]
        published = Published(date=f"2032-11-{3 + teller // 6:02d}", precision="day", basis="metadata") if teller % 8 else None
        name = f"The {TOWNS[teller % 5]} {('Post', 'Mail', 'Daily Messenger and Advertiser', 'Echo', 'Sun')[teller // 5 % 5]}"
        articles.append(article(name, f"Storm tide, as seen from desk {teller + 1}", "\n\n".join(lines), published=published))
    return _dossier(articles, facts_of, sayings_of)


def _find(home: Article, words: str) -> Span:
    start = home.text.index(words)
    return home.span(start, start + len(words))


def _dossier(articles: list[Article], facts_of: list[list[int]], sayings_of: list[list[int]]) -> Dossier:
    statements: list[Statement] = []
    versions: list[QuoteVersion] = []
    for teller, home in enumerate(articles):
        for number, say in enumerate(sayings_of[teller], 1):
            words, person = _find(home, saying(say, teller)), PEOPLE[say % len(PEOPLE)]
            name = _find(home, person)
            source = Source(actor=f"p{say % len(PEOPLE) + 1}", text=person, spans=(name,), type="named")
            cue = Cue(text="said", spans=(_find(home, "said"),))
            content = Content(text=words.text, spans=(words,))
            id = f"{home.id}.s{number}"
            statements.append(Statement(id=id, article=home.id, kind="direct", source=source, cue=cue, content=content))
            if say == 0:
                versions.append(QuoteVersion(article=home.id, statement=id, rendering="verbatim" if teller % 3 else "cut", span=words))
    claims = [_claim(fact, articles, facts_of) for fact in sorted({fact for told in facts_of for fact in told})]
    figures = tuple(
        FigureRow(id=f"f{place}", what=f"people led out of quarter {place}", unit=None, verdict="agree", values=_amounts(claim))
        for place, claim in enumerate(claims[:20], 1)
    )
    return Dossier(
        generator=Generator(version="0.1.0", analyses={"claims": "claims.v1"}, model=Model(name="encoder", version="1", sha256="ab" * 32)),
        story=StoryLine(title="Storm tide breaks the sea wall", articles=len(articles), outlets=len(articles), origins=len(articles)),
        articles=tuple(articles),
        actors=tuple(
            Actor(id=f"p{place}", name=name, kind="person", names=(NameCount(text=name, count=9),)) for place, name in enumerate(PEOPLE, 1)
        ),
        statements=tuple(statements),
        quotes=(Quote(id="q1", speaker="p1", versions=tuple(versions)),),
        claims=tuple(claims),
        figures=figures,
        timeline=tuple(
            TimelineEntry(
                date=f"2032-{1 + place % 11:02d}-{1 + place // 3 % 28:02d}",
                precision="day",
                kind=("happened", "said", "published")[place % 3],
                text=claim.text,
                spans=(claim.versions[0].span,),
                articles=(claim.versions[0].article,),
            )
            for place, claim in enumerate(claims)
        ),
        origins=tuple(Origin(id=f"o{place}", articles=(home.id,)) for place, home in enumerate(articles, 1)),
        brief=tuple(
            BriefLine(
                text=claim.text,
                kind="disputed" if claim.aspects else "agreed",
                claims=(claim.id,),
                spans=tuple(v.span for v in claim.versions),
            )
            for claim in claims[:12]
        ),
    )


def _claim(fact: int, articles: list[Article], facts_of: list[list[int]]) -> Claim:
    tellers = [teller for teller in range(len(articles)) if fact in facts_of[teller]]
    spans = [_find(articles[teller], sentence(fact, teller).rstrip(".")) for teller in tellers]
    values: dict[str, list[Span]] = {}
    for span in spans:
        values.setdefault(span.text.split()[0], []).append(span)
    aspects = (
        AspectVerdict(
            aspect="figure",
            verdict="conflict",
            values=tuple(
                Value(value=value, articles=tuple(span.article for span in found), spans=tuple(found)) for value, found in values.items()
            ),
        ),
    )
    return Claim(
        id=f"c{fact + 1}",
        text=spans[0].text,
        versions=tuple(ClaimVersion(article=span.article, span=span) for span in spans),
        outlets=len(spans),
        origins=len(spans),
        aspects=aspects if len(values) > 1 else (),
        silent=tuple(home.id for teller, home in enumerate(articles) if teller not in tellers),
    )


def _amounts(claim: Claim) -> tuple[FigureValue, ...]:
    return tuple(
        FigureValue(
            low=float(version.span.text.split()[0]),
            high=float(version.span.text.split()[0]),
            approximate=False,
            text=version.span.text.split()[0],
            article=version.article,
            span=version.span.model_copy(
                update={"end": version.span.start + len(version.span.text.split()[0]), "text": version.span.text.split()[0]}
            ),
        )
        for version in claim.versions
    )
