"""A dossier about an invented event, written by hand, that fills every field: five accounts of a dam at a place that does not exist."""

from __future__ import annotations

from rashomon.model.annotated import Addressee, Content, Cue, Said, Source, Statement
from rashomon.model.article import Article, Credit, Furniture, Published, identity
from rashomon.model.dossier import (
    AspectVerdict,
    BriefLine,
    Claim,
    ClaimVersion,
    Copy,
    Difference,
    Dossier,
    FigureRow,
    FigureValue,
    Generator,
    Label,
    Model,
    Origin,
    Quote,
    QuoteVersion,
    StoryLine,
    TimelineEntry,
    Value,
    Wording,
)
from rashomon.model.skipped import Skipped
from rashomon.model.span import Span
from rashomon.model.story import Actor, NameCount, Role

COURIER = """Engineers opened the spillway of the Orsk Valley dam late on Tuesday after a crack was found \
in its eastern wall, and about 1,200 people were told to leave their homes.

"We saw water where water must never be, and we did not wait," said Ilse Marrow, the water minister, at a briefing in Halden.

Two workers were killed when a service road slid into the reservoir, according to the regional fire brigade.

A government official, speaking on condition of anonymity, said inspectors had warned of the crack in January.

The ministry denied that it had ignored any warning."""

LEDGER = """Nearly 1,200 residents below the Orsk Valley dam were evacuated on Tuesday night, the Ledger has learned.

"We saw water where water must never be," Water Minister Ilse Marrow told reporters.

Three workers died when a road gave way, union leader Tomas Bree told the Ledger.

Sources told the Halden Wire that inspectors had reported the crack to the ministry two months ago.

We saw this coming, one resident said. "We saw this coming," she said again."""

WIRE = """HALDEN, March 27 - Authorities emptied villages below a cracked dam \
in the Orsk Valley on Tuesday and opened its gates to lower the water.

Two workers were killed when a service road slid into the reservoir, the fire brigade said.

"We saw water where it must never be and we could not wait," the minister, Ilse Marrow, said in a statement."""

HERALD = """The government has emptied whole villages in panic, opposition leaders said, after a leak at the ageing Orsk Valley reservoir.

Two workers were killed when a service road slid into the reservoir, the fire brigade said.

Hundreds of people spent the night in a school in Lower Orsk. Marrow, the minister, was not available for comment."""

VALLEY = """A fissure in the dam wall forced some 1,200 villagers from their beds, and the valley asks why nobody listened.

The dam was built in 1962 and was last repaired in 2011.

"Water where water must never be": with these words minister Ilse Marrow explained the order to go."""


def article(outlet: str, title: str, text: str, **more: object) -> Article:
    fields: dict[str, object] = {"id": identity(outlet, title, None, text), "outlet": outlet, "title": title, "text": text, **more}
    return Article.model_validate(fields)


def at(home: Article, words: str, nth: int = 0) -> Span:
    """The nth place where `words` stand in an article."""
    start = -1
    for _ in range(nth + 1):
        start = home.text.index(words, start + 1)
    return home.span(start, start + len(words))


def articles() -> tuple[Article, ...]:
    wire = article(
        "Halden Wire",
        "Villages emptied below cracked dam",
        WIRE,
        url="https://wire.example/orsk",
        byline=("Pell Anders",),
        published=Published(date="2031-03-27T05:10", precision="minute", basis="metadata"),
        origin="o1",
    )
    courier = article(
        "Halden Courier",
        "Crack in Orsk dam drives 1,200 from their homes",
        COURIER,
        url="https://courier.example/news/1",
        byline=("Ana Voss", "Jon Teller"),
        published=Published(date="2031-03-27", precision="day", basis="date line"),
        furniture=(Furniture(text="Share this\nEmail", reason="share bar"), Furniture(text="© Halden Courier", reason="copyright line")),
        credits=(Credit(name="Halden Wire", kind="contributed"),),
        path="courier.html",
        origin="o1",
    )
    ledger = article("The Ledger", "Three dead as dam road fails", LEDGER, path="ledger.txt", origin="o2")
    ledger = ledger.model_copy(
        update={
            "credits": (Credit(name="Halden Wire", kind="reported", evidence=(at(ledger, "Sources told the Halden Wire"),)),),
            "published": Published(date="2031-03-27", precision="day", basis="siblings", evidence=(at(ledger, "Tuesday night"),)),
        }
    )
    herald = article(
        "Herald",
        "Panic in the valley",
        HERALD,
        published=Published(date="2031-03-28", precision="day", basis="metadata"),
        url="javascript:alert(1)",
        origin="o1",
    )
    valley = article("Valley Voice", "Nobody listened", VALLEY, origin="o3")
    return (wire, courier, ledger, herald, valley)


def dossier() -> Dossier:
    wire, courier, ledger, herald, valley = all_articles = articles()
    minister = Source(actor="p1", text="Ilse Marrow", type="named")
    statements = (
        Statement(
            id=f"{wire.id}.s1",
            article=wire.id,
            kind="direct",
            source=minister.model_copy(update={"spans": (at(wire, "the minister, Ilse Marrow"),)}),
            cue=Cue(text="said", spans=(at(wire, "said", 1),)),
            content=Content(
                text="We saw water where it must never be and we could not wait",
                spans=(at(wire, "We saw water where it must never be and we could not wait"),),
            ),
            medium="statement",
            confidence=0.97,
        ),
        Statement(
            id=f"{courier.id}.s1",
            article=courier.id,
            kind="direct",
            source=minister.model_copy(update={"spans": (at(courier, "Ilse Marrow, the water minister"),)}),
            cue=Cue(text="said", spans=(at(courier, "said"),)),
            content=Content(
                text="We saw water where water must never be, and we did not wait",
                spans=(at(courier, "We saw water where water must never be, and we did not wait"),),
            ),
            medium="briefing",
            said=Said(date="2031-03-26", precision="day", evidence=(at(courier, "Tuesday"),)),
        ),
        Statement(
            id=f"{courier.id}.s2",
            article=courier.id,
            kind="indirect",
            source=Source(text="A government official", spans=(at(courier, "A government official"),), type="unnamed"),
            cue=Cue(text="said", spans=(at(courier, "said", 1),), stance="claims"),
            content=Content(
                text="inspectors had warned of the crack in January", spans=(at(courier, "inspectors had warned of the crack in January"),)
            ),
            chain=(
                Source(text="A government official", spans=(at(courier, "A government official"),), type="unnamed"),
                Source(text="inspectors", spans=(at(courier, "inspectors"),), type="collective"),
            ),
        ),
        Statement(
            id=f"{courier.id}.s3",
            article=courier.id,
            kind="indirect",
            source=Source(actor="p2", text="The ministry", spans=(at(courier, "The ministry"),), type="organization"),
            cue=Cue(text="denied", spans=(at(courier, "denied"),), stance="denies"),
            content=Content(text="it had ignored any warning", spans=(at(courier, "it had ignored any warning"),)),
        ),
        Statement(
            id=f"{ledger.id}.s1",
            article=ledger.id,
            kind="direct",
            source=minister.model_copy(update={"spans": (at(ledger, "Water Minister Ilse Marrow"),)}),
            cue=Cue(text="told", spans=(at(ledger, "told"),)),
            content=Content(text="We saw water where water must never be", spans=(at(ledger, "We saw water where water must never be"),)),
            addressee=Addressee(text="reporters", spans=(at(ledger, "reporters"),)),
        ),
        Statement(
            id=f"{ledger.id}.s2",
            article=ledger.id,
            kind="indirect",
            source=Source(text="Sources", spans=(at(ledger, "Sources"),), type="unnamed"),
            cue=Cue(text="told", spans=(at(ledger, "told", 2),)),
            content=Content(
                text="inspectors had reported the crack to the ministry two months ago",
                spans=(at(ledger, "inspectors had reported the crack to the ministry two months ago"),),
            ),
            chain=(
                Source(text="the Halden Wire", spans=(at(ledger, "the Halden Wire"),), type="media"),
                Source(text="Sources", spans=(at(ledger, "Sources"),), type="unnamed"),
            ),
            confidence=0.61,
        ),
    )
    return Dossier(
        generator=Generator(
            version="0.1.0",
            analyses={"claims": "claims.v1", "quotes": "quotes.v1"},
            model=Model(name="rashomon-encoder", version="1", sha256="0" * 64),
        ),
        story=StoryLine(
            title="Crack in Orsk Valley dam empties villages", articles=5, outlets=5, origins=3, first="2031-03-27", last="2031-03-28"
        ),
        articles=all_articles,
        actors=(
            Actor(
                id="p1",
                name="Ilse Marrow",
                kind="person",
                names=(NameCount(text="Ilse Marrow", count=4), NameCount(text="Marrow", count=1)),
                roles=(Role(text="water minister", spans=(at(courier, "water minister"),)),),
                mentions=(
                    at(wire, "Ilse Marrow"),
                    at(courier, "Ilse Marrow"),
                    at(ledger, "Ilse Marrow"),
                    at(herald, "Marrow"),
                    at(valley, "Ilse Marrow"),
                ),
            ),
            Actor(id="p2", name="the ministry", kind="organization", mentions=(at(courier, "The ministry"), at(ledger, "the ministry"))),
        ),
        statements=statements,
        quotes=(
            Quote(
                id="q1",
                speaker="p1",
                versions=(
                    QuoteVersion(article=wire.id, statement=f"{wire.id}.s1", rendering="altered", span=statements[0].content.spans[0]),
                    QuoteVersion(
                        article=courier.id, statement=f"{courier.id}.s1", rendering="verbatim", span=statements[1].content.spans[0]
                    ),
                    QuoteVersion(article=ledger.id, statement=f"{ledger.id}.s1", rendering="cut", span=statements[4].content.spans[0]),
                ),
                differences=(
                    Difference(
                        kind="word",
                        values=(
                            Value(value="did not wait", articles=(courier.id,), spans=(at(courier, "did not wait"),)),
                            Value(value="could not wait", articles=(wire.id,), spans=(at(wire, "could not wait"),)),
                        ),
                    ),
                ),
            ),
        ),
        claims=(
            Claim(
                id="c1",
                text="Two workers were killed when a service road slid into the reservoir",
                versions=(
                    ClaimVersion(article=wire.id, span=at(wire, "Two workers were killed when a service road slid into the reservoir")),
                    ClaimVersion(
                        article=courier.id, span=at(courier, "Two workers were killed when a service road slid into the reservoir")
                    ),
                    ClaimVersion(article=ledger.id, span=at(ledger, "Three workers died when a road gave way")),
                    ClaimVersion(article=herald.id, span=at(herald, "Two workers were killed when a service road slid into the reservoir")),
                ),
                outlets=4,
                origins=2,
                aspects=(
                    AspectVerdict(
                        aspect="figure",
                        verdict="conflict",
                        values=(
                            Value(
                                value="2",
                                articles=(wire.id, courier.id, herald.id),
                                spans=(at(wire, "Two"), at(courier, "Two"), at(herald, "Two")),
                            ),
                            Value(value="3", articles=(ledger.id,), spans=(at(ledger, "Three"),)),
                        ),
                    ),
                    AspectVerdict(aspect="place", verdict="agree"),
                ),
                silent=(valley.id,),
            ),
            Claim(
                id="c2",
                text="inspectors had warned of the crack in January",
                versions=(
                    ClaimVersion(
                        article=courier.id, span=at(courier, "inspectors had warned of the crack in January"), statement=f"{courier.id}.s2"
                    ),
                    ClaimVersion(
                        article=ledger.id,
                        span=at(ledger, "inspectors had reported the crack to the ministry two months ago"),
                        statement=f"{ledger.id}.s2",
                    ),
                ),
                outlets=2,
                origins=2,
                aspects=(AspectVerdict(aspect="date", verdict="coarser"),),
                silent=(wire.id, herald.id, valley.id),
            ),
            Claim(
                id="c3",
                text="The dam was built in 1962",
                versions=(ClaimVersion(article=valley.id, span=at(valley, "The dam was built in 1962")),),
                outlets=1,
                origins=1,
                silent=(wire.id, courier.id, ledger.id, herald.id),
            ),
        ),
        figures=(
            FigureRow(
                id="f1",
                what="people evacuated",
                unit=None,
                verdict="agree",
                values=(
                    FigureValue(
                        low=1080, high=1320, approximate=True, text="about 1,200", article=courier.id, span=at(courier, "about 1,200")
                    ),
                    FigureValue(
                        low=1080, high=1200, approximate=True, text="Nearly 1,200", article=ledger.id, span=at(ledger, "Nearly 1,200")
                    ),
                    FigureValue(low=1080, high=1320, approximate=True, text="some 1,200", article=valley.id, span=at(valley, "some 1,200")),
                    FigureValue(low=200, high=None, approximate=True, text="Hundreds", article=herald.id, span=at(herald, "Hundreds")),
                ),
            ),
            FigureRow(
                id="f2",
                what="workers killed",
                unit=None,
                verdict="conflict",
                values=(
                    FigureValue(low=2, high=2, approximate=False, text="Two", article=courier.id, span=at(courier, "Two")),
                    FigureValue(low=3, high=3, approximate=False, text="Three", article=ledger.id, span=at(ledger, "Three")),
                ),
            ),
        ),
        timeline=(
            TimelineEntry(
                date="1962",
                precision="year",
                kind="happened",
                text="The dam was built in 1962",
                spans=(at(valley, "The dam was built in 1962"),),
                articles=(valley.id,),
            ),
            TimelineEntry(
                date="2031-03-25",
                precision="day",
                kind="happened",
                text="Engineers opened the spillway",
                spans=(at(courier, "Engineers opened the spillway"), at(wire, "opened its gates")),
                articles=(wire.id, courier.id),
            ),
            TimelineEntry(
                date="2031-03-26",
                precision="day",
                kind="said",
                text="Marrow at a briefing in Halden",
                spans=(statements[1].content.spans[0],),
                articles=(courier.id,),
            ),
            TimelineEntry(
                date="2031-03-27T05:10",
                precision="minute",
                kind="published",
                text="Villages emptied below cracked dam",
                spans=(),
                articles=(wire.id,),
            ),
            TimelineEntry(
                date="2031-03-27", precision="day", kind="published", text="Three dead as dam road fails", spans=(), articles=(ledger.id,)
            ),
        ),
        copies=(
            Copy(
                id="k1",
                kind="copied",
                passages=(
                    at(wire, "Two workers were killed when a service road slid into the reservoir, the fire brigade said."),
                    at(herald, "Two workers were killed when a service road slid into the reservoir, the fire brigade said."),
                    at(courier, "Two workers were killed when a service road slid into the reservoir"),
                ),
                origin=wire.id,
                basis="the Courier credits the Halden Wire, which published first",
            ),
            Copy(
                id="k2",
                kind="repeated",
                passages=(at(ledger, "We saw this coming"), at(ledger, "We saw this coming", 1)),
                origin=None,
                basis="the same words twice in one account",
            ),
        ),
        origins=(
            Origin(
                id="o1",
                articles=(wire.id, courier.id, herald.id),
                because=("Halden Courier credits Halden Wire", "Herald shares a passage with Halden Wire"),
            ),
            Origin(id="o2", articles=(ledger.id,)),
            Origin(id="o3", articles=(valley.id,)),
        ),
        wording=(
            Wording(
                referent="the damage",
                labels=(
                    Label(
                        label="crack",
                        articles={courier.id: 2, ledger.id: 1},
                        spans=(at(courier, "crack"), at(courier, "crack", 1), at(ledger, "crack")),
                    ),
                    Label(label="fissure", articles={valley.id: 1}, spans=(at(valley, "fissure"),)),
                    Label(label="leak", articles={herald.id: 1}, spans=(at(herald, "leak"),)),
                ),
            ),
        ),
        brief=(
            BriefLine(
                text="All but one account put the evacuated at about 1,200.",
                kind="agreed",
                spans=(at(courier, "about 1,200 people"), at(ledger, "Nearly 1,200 residents"), at(valley, "some 1,200 villagers")),
            ),
            BriefLine(
                text="The Ledger reports three workers dead; three accounts of one origin report two.",
                kind="disputed",
                claims=("c1",),
                spans=(at(ledger, "Three workers died"), at(wire, "Two workers were killed"), at(herald, "Two workers were killed")),
            ),
            BriefLine(
                text="Only Valley Voice says when the dam was built.",
                kind="single",
                claims=("c3",),
                spans=(at(valley, "built in 1962"),),
            ),
            BriefLine(
                text="Warnings by inspectors stand on unnamed sources.",
                kind="context",
                claims=("c2",),
                spans=(at(courier, "inspectors had warned"), at(ledger, "inspectors had reported")),
            ),
        ),
        skipped=(
            Skipped(what="sport.txt", stage="gather", why="it is about another event. Compare it with accounts of that event"),
            Skipped(what="a sentence", stage="annotate", why="a quotation is never closed", span=at(valley, "explained the order to go")),
        ),
    )
