"""Silent is only who says nothing near it."""

from rashomon.comparing.silence import silence
from rashomon.model.dossier import Claim, ClaimVersion, Quote, QuoteVersion
from rashomon.model.story import Story
from tests.comparing.build import account, story


def _claim(told: Story, silent: tuple[int, ...]) -> Claim:
    first = told.articles[0]
    version = ClaimVersion(article=first.article.id, span=first.sentences[0])
    return Claim(
        id="c1",
        text=first.sentences[0].text,
        versions=(version,),
        outlets=1,
        origins=1,
        silent=tuple(told.articles[i].article.id for i in silent),
    )


def test_an_account_that_says_it_in_other_order_is_not_silent() -> None:
    told = story(
        account("The harbour bridge closed after the storm damaged a cable.", published="2024-05-01"),
        account("A cable was damaged. After the storm the harbour bridge was closed with a damaged cable.", published="2024-05-02"),
        account("The orchestra played two symphonies to a full hall.", published="2024-05-03"),
    )
    (claim,) = silence(told, [_claim(told, (1, 2))])
    assert claim.silent == (told.articles[2].article.id,)


def test_a_headline_breaks_the_silence() -> None:
    told = story(
        account("The harbour bridge closed after the storm.", published="2024-05-01"),
        account("The orchestra played two symphonies.", title="Harbour bridge closed after storm", published="2024-05-02"),
    )
    (claim,) = silence(told, [_claim(told, (1,))])
    assert claim.silent == ()


def test_who_gives_words_of_the_same_quotation_is_not_silent() -> None:
    told = story(
        account("Lind called the board a pack of hungry wolves.", published="2024-05-01"),
        account(
            "While the orchestra played, somebody in the third row behind the curtain shouted “hungry wolves” at the conductor twice.",
            published="2024-05-02",
        ),
    )
    claim = _claim(told, (1,))
    spans = [a.article.span(at := a.article.text.lower().index("hungry"), at + 12) for a in told.articles]
    versions = [QuoteVersion(article=span.article, statement=None, rendering="verbatim", span=span) for span in spans]
    quote = Quote(id="q1", speaker=None, versions=tuple(versions))
    assert silence(told, [claim])[0].silent == (told.articles[1].article.id,)
    assert silence(told, [claim], [quote])[0].silent == ()


def test_no_claims_no_silence() -> None:
    assert silence(Story(), []) == []
