from rashomon.comparing.counted import Counted, counted
from tests.comparing.build import Amount, Found, When, account, story


def one(text: str, amount: Amount, times: tuple[When, ...] = (), tags: dict[str, str] | None = None) -> Counted:
    (mention,) = counted(story(account(text, Found(amounts=[amount], times=times, tags=tags or {}), outlet="Harbour Post")))
    return mention


def test_a_count_has_its_verb_and_its_words() -> None:
    mention = one("The storm sank nine fishing boats.", Amount("nine", 9, 9, "boat"), tags={"sank": "VERB"})
    assert (mention.verb, mention.phrase, mention.part) == ("sink", "fishing boats", False)
    tags = {"sank": "VERB", "deep-sea": "ADJ", "New": "ADJ"}
    assert one("The storm sank nine deep-sea boats.", Amount("nine", 9, 9, "boat"), tags=tags).phrase == "boats"
    assert one("It sank nine New Kelmouth harbour boats.", Amount("nine", 9, 9, "boat"), tags=tags).phrase == "harbour boats"


def test_a_measure_has_the_words_before_it() -> None:
    mention = one("The road has a speed limit of 30 mph.", Amount("30 mph", 30, 30, "limit", kind="measure", unit="mile per hour"))
    assert mention.phrase == "speed limit"


def test_what_is_part_of_a_count_or_on_top_of_it_is_marked() -> None:
    assert one("Of 20 there, four of whom were hurt.", Amount("four", 4, 4, "person")).part
    assert one("There were 20 people, of which four were hurt.", Amount("four", 4, 4, "person")).part
    assert one("Another 40 people were hurt.", Amount("40", 40, 40, "person")).part
    assert one("Millions more people were hurt.", Amount("Millions", 2e6, 999e6, "person")).part


def test_the_year_a_thing_was_made_is_not_the_year_of_what_happened() -> None:
    seen = one("Nine boats were lost in 1987.", Amount("Nine", 9, 9, "boat"), (When("1987", "1987"),), {"lost": "VERB"})
    built = one("Nine boats built in 1987 left.", Amount("Nine", 9, 9, "boat"), (When("1987", "1987"),), {"built": "VERB"})
    assert (set(seen.years), set(built.years)) == ({"1987"}, set())


def test_ordinals_and_counts_of_nothing_are_left_out() -> None:
    amounts = [Amount("third", 3, 3, kind="ordinal"), Amount("Nine", 9, 9)]
    assert not list(counted(story(account("Nine came third.", Found(amounts=amounts), outlet="Harbour Post"))))
