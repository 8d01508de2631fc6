"""Who is spoken of where, inside one article."""

from rashomon.annotating.coreference import Ascription, chains
from rashomon.model.annotated import AnnotatedArticle, Chain
from tests.comparing.build import Found, account


def _chains(annotated: AnnotatedArticle, *sources: tuple[str, str]) -> dict[str, Chain]:
    text = annotated.article.text

    def at(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    ascriptions = [Ascription((at(source),), (at(content),) if content else ()) for source, content in sources]
    found = chains(annotated.article, annotated.tokens, annotated.names, ascriptions)
    return {chain.name: chain for chain in found}


def _texts(chain: Chain) -> list[str]:
    return [mention.span.text for mention in chain.mentions]


def test_a_pronoun_takes_the_person_of_its_gender() -> None:
    told = account(
        "Maria Lund met Peter Voss in the port. She said the quay was safe.",
        Found(names={"Maria Lund": "person", "Peter Voss": "person"}, arcs={"Lund": ("nsubj", "met"), "She": ("nsubj", "said")}),
    )
    assert _texts(_chains(told)["Maria Lund"]) == ["Maria Lund", "She"]


def test_nobody_speaks_of_himself_by_name() -> None:
    told = account(
        "Peter Voss arrived late. Karl Brandt opened the meeting. “Brandt has failed,” he said.",
        Found(
            names={"Peter Voss": "person", "Karl Brandt": "person", "Brandt": "person"},
            arcs={"Voss": ("nsubj", "arrived"), "Brandt": ("nsubj", "opened"), "he": ("nsubj", "said")},
        ),
    )
    assert "he" in _texts(_chains(told, ("he said", "Brandt has failed"))["Peter Voss"])


def test_the_role_said_once_stands_for_the_name_later() -> None:
    told = account(
        "Port spokeswoman Maria Lund told reporters. The spokeswoman said no ship had left.",
        Found(
            names={"Maria Lund": "person"},
            tags={"spokeswoman": "NOUN", "Port": "PROPN"},
            arcs={"The": ("det", "spokeswoman"), "Port": ("compound", "spokeswoman"), "spokeswoman": ("compound", "Lund")},
        ),
    )
    chain = _chains(told)["Maria Lund"]
    assert _texts(chain) == ["Maria Lund", "The spokeswoman"]
    assert [role.text for role in chain.roles] == ["Port spokeswoman"]


def test_an_infinitive_before_a_name_is_no_role() -> None:
    told = account(
        "The tests led the board to suspect Maria Lund.",
        Found(names={"Maria Lund": "person"}, tags={"to": "PART", "suspect": "NOUN"}, arcs={"Lund": ("obj", "suspect")}),
    )
    assert _chains(told)["Maria Lund"].roles == ()


def test_the_president_is_not_the_vice_president() -> None:
    told = account(
        "Vice President Lena Horn met President Karl Brandt. Horn left early. The president said nothing.",
        Found(
            names={"Lena Horn": "person", "Karl Brandt": "person", "Horn": "person"},
            tags={"president": "NOUN", "President": "PROPN", "Vice": "PROPN"},
            arcs={"Vice": ("compound", "Horn"), "President": ("compound", "Horn"), "The": ("det", "president")},
        ),
    )
    chains = _chains(told)
    assert "The president" in _texts(chains["Karl Brandt"])
    assert "The president" not in _texts(chains["Lena Horn"])


def test_who_is_the_person_named_right_before_whatever_the_parse() -> None:
    told = account(
        "“Enough,” said Karl Brandt, who added that nobody had asked.",
        Found(
            names={"Karl Brandt": "person"},
            tags={"who": "PRON"},
            arcs={"Brandt": ("nsubj", "said"), "who": ("nsubj", "added"), "added": ("conj", "said")},
        ),
    )
    assert "who" in _texts(_chains(told, ("who added", "that nobody had asked"))["Karl Brandt"])


def test_bodies_of_two_countries_stay_two() -> None:
    told = account(
        "Kenya's Foreign Ministry said yes. Norway's Foreign Ministry said no.",
        Found(names={"Foreign Ministry": "organization", "Kenya": "place", "Norway": "place"}),
    )
    ministries = [c for c in chains(told.article, told.tokens, told.names, []) if c.name == "Foreign Ministry"]
    assert sorted(chain.home or "" for chain in ministries) == ["Kenya", "Norway"]


def test_empty_article_has_no_chains() -> None:
    assert chains(account("").article, (), (), ()) == ()


def test_whom_a_quotation_names_is_not_who_goes_on_speaking() -> None:
    told = account(
        "Karl Brandt spoke first. “This is a blunder. It will be paid for. Nobody will forget it. The harbour belongs to us. It was ours. "
        "I blame Peter Voss,” Brandt said. “It is a shame,” he added.",
        Found(
            names={"Karl Brandt": "person", "Peter Voss": "person", "Brandt": "person"},
            arcs={"Brandt": ("nsubj", "said"), "he": ("nsubj", "added"), "Voss": ("obj", "blame")},
        ),
    )
    assert "he" in _texts(_chains(told, ("he", "It is a shame"))["Karl Brandt"])


def test_she_is_not_whom_she_told() -> None:
    told = account(
        "Maria Lund left the board. Anna Horn opened the inquiry. Later she told Horn it was unfair.",
        Found(
            names={"Maria Lund": "person", "Anna Horn": "person", "Horn": "person"},
            arcs={"Lund": ("nsubj", "left"), "she": ("nsubj", "told"), "Horn": ("obj", "told")},
        ),
    )
    assert "she" in _texts(_chains(told)["Maria Lund"])


def test_the_surname_alone_is_who_was_named_first_not_the_relative() -> None:
    told = account(
        "He called Karl Brandt, whose son, Peter Brandt, was killed. Brandt praised the report.",
        Found(names={"Karl Brandt": "person", "Peter Brandt": "person", "Brandt": "person"}),
    )
    assert _chains(told)["Karl Brandt"].mentions[-1].span.start == told.article.text.index("Brandt praised")


def test_a_short_title_is_the_office_in_full_later() -> None:
    told = account(
        "Rep Karl Brandt spoke to Sen Maria Lund. The congressman left, and the senator stayed. The congresswoman came.",
        Found(
            names={"Karl Brandt": "person", "Maria Lund": "person"},
            tags={"congressman": "NOUN", "senator": "NOUN", "congresswoman": "NOUN", "Rep": "PROPN", "Sen": "PROPN"},
            arcs={"The": ("det", "congressman"), "the": ("det", "senator")},
        ),
    )
    chains = _chains(told)
    assert "The congressman" in _texts(chains["Karl Brandt"])
    assert "the senator" in _texts(chains["Maria Lund"])
    assert not any("congresswoman" in text for chain in chains.values() for text in _texts(chain))


def test_an_apposition_is_the_subject_that_it_renames() -> None:
    told = account(
        "Brandt fell. Brandt had led the union. A nephew, Voss, said he was ill.",
        Found(
            names={"Brandt": "person", "Voss": "person"},
            arcs={"Brandt": ("nsubj", "led"), "Voss": ("appos", "nephew"), "nephew": ("nsubj", "said"), "he": ("nsubj", "ill")},
        ),
    )
    assert "he" in _texts(_chains(told)["Voss"])


def test_a_body_is_called_by_the_first_word_of_its_name_where_that_tells_it() -> None:
    told = account(
        "Harlan Lund lost money. Harlan said so to the Bank of Tarn. Bank rules differ.",
        Found(names={"Harlan Lund": "organization", "Harlan": "organization", "Bank of Tarn": "organization", "Bank": "organization"}),
    )
    chains = _chains(told)
    assert _texts(chains["Harlan Lund"])[-1] == "Harlan"
    assert _texts(chains["Bank of Tarn"]) == ["Bank of Tarn"]
