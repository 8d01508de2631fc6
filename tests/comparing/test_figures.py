from dataclasses import replace

from rashomon.comparing.figures import figures
from rashomon.model.annotated import AnnotatedArticle
from rashomon.settings import DEFAULT
from tests.comparing.build import Amount, Found, When, account, story


def toll(text: str, amount: Amount, outlet: str, published: str = "2024-05-02", times: tuple[When, ...] = ()) -> AnnotatedArticle:
    return account(text, Found(amounts=[amount], times=times), outlet=outlet, published=published)


def test_accounts_that_fit_make_one_row() -> None:
    one = toll("About 40 people were on the pier when it gave way.", Amount("About 40", 36, 44, "person", approximate=True), "Harbour Post")
    two = toll("There were 43 people on the pier when it gave way.", Amount("43", 43, 43, "person"), "Coast Wire")
    (row,) = figures(story(one, two))
    assert (row.what, row.verdict, {value.text for value in row.values}) == ("people", "compatible", {"About 40", "43"})


def test_amounts_that_do_not_fit_conflict_where_the_sentences_tell_the_same() -> None:
    one = toll("The pier collapse at Kelmouth killed 12 people.", Amount("12", 12, 12, "person", subset="dead"), "Harbour Post")
    two = toll("The pier collapse at Kelmouth killed 40 people.", Amount("40", 40, 40, "person", subset="dead"), "Coast Wire")
    (row,) = figures(story(one, two))
    assert (row.what, row.verdict) == ("people killed", "conflict")


def test_a_later_higher_toll_is_an_update() -> None:
    dead = "The pier collapse at Kelmouth killed {} people."
    one = toll(dead.format(12), Amount("12", 12, 12, "person", subset="dead"), "Harbour Post", "2024-05-02")
    two = toll(dead.format(40), Amount("40", 40, 40, "person", subset="dead"), "Coast Wire", "2024-05-03")
    assert [row.verdict for row in figures(story(one, two))] == ["compatible"]


def test_the_toll_of_another_year_is_another_thing() -> None:
    one = toll("The pier collapse killed 12 people.", Amount("12", 12, 12, "person", subset="dead"), "Harbour Post")
    two = toll(
        "The pier collapse of 1998 killed 40 people.",
        Amount("40", 40, 40, "person", subset="dead"),
        "Coast Wire",
        times=(When("1998", "1998"),),
    )
    assert all(row.verdict != "conflict" for row in figures(story(one, two)))


def test_different_parts_of_the_people_are_not_joined() -> None:
    one = toll("The pier collapse killed 12 people.", Amount("12", 12, 12, "person", subset="dead"), "Harbour Post")
    two = toll("The pier collapse hurt 40 people.", Amount("40", 40, 40, "person", subset="injured"), "Coast Wire")
    assert all(len({value.article for value in row.values}) == 1 for row in figures(story(one, two)))


def test_children_beside_people_are_never_a_conflict() -> None:
    one = toll("The pier collapse killed 12 people.", Amount("12", 12, 12, "person", subset="dead"), "Harbour Post")
    two = toll("The pier collapse killed 3 children.", Amount("3", 3, 3, "child", subset="dead"), "Coast Wire")
    assert all(row.verdict != "conflict" for row in figures(story(one, two)))


def test_one_noun_told_of_by_two_verbs_is_no_dispute() -> None:
    tags = {"moored": "VERB", "sank": "VERB"}
    one = account(
        "The storm at Kelmouth sank four barges.", Found(amounts=[Amount("four", 4, 4, "barge")], tags=tags), outlet="Harbour Post"
    )
    two = account(
        "The crews at Kelmouth moored nine barges.", Found(amounts=[Amount("nine", 9, 9, "barge")], tags=tags), outlet="Coast Wire"
    )
    assert all(row.verdict != "conflict" for row in figures(story(one, two)))
    sank = "The storm at Kelmouth sank nine barges."
    three = account(sank, Found(amounts=[Amount("nine", 9, 9, "barge")], tags=tags), outlet="Coast Wire")
    (row,) = figures(story(one, three))
    assert (row.what, row.verdict) == ("barges", "conflict")


def test_some_of_those_just_counted_are_set_against_no_other_count() -> None:
    one = toll("At Kelmouth 12 people were killed by the pier collapse.", Amount("12", 12, 12, "person", subset="dead"), "Harbour Post")
    text = "At Kelmouth the pier collapse killed 40 people, three of whom were children."
    part = toll(text, Amount("three", 3, 3, "person", subset="dead"), "Coast Wire")
    assert all(row.verdict != "conflict" for row in figures(story(one, part)))


def test_an_account_that_gives_an_amount_anew_disputes_it() -> None:
    text = "Police at Kelmouth arrested 25 people. The lawyers put the figure at 60."
    first, second = Amount("25", 25, 25, "person", subset="arrested"), Amount("60", 60, 60, "person", subset="arrested")
    both = account(text, Found(amounts=[first, second]), outlet="Harbour Post")
    marked = both.figures[1].model_copy(update={"again": True})
    both = both.model_copy(update={"figures": (both.figures[0], marked)})
    other = toll("Police at Kelmouth arrested 25 people.", Amount("25", 25, 25, "person", subset="arrested"), "Coast Wire")
    (row,) = figures(story(both, other))
    assert (row.verdict, sorted(value.text for value in row.values)) == ("conflict", ["25", "25", "60"])


def test_what_comes_on_top_of_a_tally_is_not_set_against_it() -> None:
    text = "The survey at Kelmouth found 25 more wrecks. That brings the tally to 60 wrecks."
    both = account(text, Found(amounts=[Amount("25", 25, 25, "wreck"), Amount("60", 60, 60, "wreck")]), outlet="Harbour Post")
    marked = both.figures[1].model_copy(update={"again": True})
    both = both.model_copy(update={"figures": (both.figures[0], marked)})
    other = account("The survey at Kelmouth found 25 wrecks.", Found(amounts=[Amount("25", 25, 25, "wreck")]), outlet="Coast Wire")
    assert [row.verdict for row in figures(story(both, other))] == ["agree"]


def test_counts_of_things_many_times_apart_are_of_two_things() -> None:
    tags = {"sank": "VERB"}
    rows = [
        figures(
            story(
                account(
                    "The storm at Kelmouth sank four barges.", Found(amounts=[Amount("four", 4, 4, "barge")], tags=tags), outlet="Post"
                ),
                account(
                    f"The storm at Kelmouth sank {n} barges.", Found(amounts=[Amount(str(n), n, n, "barge")], tags=tags), outlet="Wire"
                ),
            )
        )
        for n in (19, 96)
    ]
    assert [[row.verdict for row in found] for found in rows] == [["conflict"], []]


def test_rows_do_not_hang_on_which_account_comes_first() -> None:
    near = "The white Kelmouth ferry slowly carried 300 soldiers past old harbour walls, wet quays, empty sheds and silent fishing boats."
    far = (
        "Minister Lund told angry reporters yesterday evening that 300 soldiers train young coast guards, teach rescue work and cook meals."
    )
    middle = "Minister Lund told reporters that 300 soldiers came past harbour walls, quays and sheds."
    texts = {"Harbour Post": near, "Coast Wire": far, "Echo": f"Nothing else is known. It rained. {middle}"}
    accounts = [account(text, Found(amounts=[Amount("300", 300, 300, "soldier")]), outlet=outlet) for outlet, text in texts.items()]
    strict = replace(DEFAULT, comparing=replace(DEFAULT.comparing, figure_same_amount=0.2))
    assert [len(row.values) for row in figures(story(*accounts), strict)] == [3]


def test_more_of_a_kind_of_people_than_of_all_people_is_a_dispute() -> None:
    one = toll("Police at Kelmouth arrested 25 people.", Amount("25", 25, 25, "person", subset="arrested"), "Harbour Post")
    two = toll("Police at Kelmouth arrested 60 rioters.", Amount("60", 60, 60, "protester", subset="arrested"), "Coast Wire")
    assert [row.verdict for row in figures(story(one, two))] == ["conflict"]


def test_early_lower_bounds_fit_later_tolls_in_the_order_of_publication() -> None:
    later = toll("The pier collapse killed seven people.", Amount("seven", 7, 7, "person", subset="dead"), "Coast Wire", "2024-05-02T19:00")
    text = "The pier collapse killed at least five people."
    early = toll(text, Amount("at least five", 5, None, "person", subset="dead"), "Harbour Post", "2024-05-02T10:00")
    (row,) = figures(story(later, early))
    assert (row.verdict, [value.text for value in row.values]) == ("compatible", ["at least five", "seven"])


def test_a_row_is_called_what_the_accounts_call_it() -> None:
    one = toll("Some 14 fire engines came to the pier of Kelmouth.", Amount("14", 14, 14, "engine"), "Harbour Post")
    two = toll("The 14 fire engines came to Kelmouth pier.", Amount("14", 14, 14, "engine"), "Coast Wire")
    three = toll("At Kelmouth 14 crew members came to the pier.", Amount("14", 14, 14, "member"), "Coast Wire")
    assert [row.what for row in figures(story(one, two))] == ["fire engines"]
    four = toll("In Kelmouth 14 crew members came to a pier.", Amount("14", 14, 14, "member"), "Harbour Post")
    assert [row.what for row in figures(story(three, four))] == ["crew members"]


def test_a_vague_word_is_set_against_no_count() -> None:
    one = toll("The pier collapse at Kelmouth killed two people.", Amount("two", 2, 2, "person", subset="dead"), "Harbour Post")
    text = "The pier collapse at Kelmouth killed several people."
    two = toll(text, Amount("several", 3, 9, "person", subset="dead", approximate=True), "Coast Wire")
    assert all(row.verdict != "conflict" for row in figures(story(one, two)))


def test_a_later_higher_count_of_things_is_an_update_too() -> None:
    one = account(
        "The storm at Kelmouth sank four barges.",
        Found(amounts=[Amount("four", 4, 4, "barge")], tags={"sank": "VERB"}),
        outlet="Harbour Post",
        published="2024-05-02",
    )
    two = account(
        "The storm at Kelmouth sank nine barges.",
        Found(amounts=[Amount("nine", 9, 9, "barge")], tags={"sank": "VERB"}),
        outlet="Coast Wire",
        published="2024-05-05",
    )
    assert [row.verdict for row in figures(story(one, two))] == ["compatible"]


def test_one_of_something_in_two_accounts_is_no_row() -> None:
    one = toll("One woman at Kelmouth said it was loud.", Amount("One", 1, 1, "woman"), "Harbour Post")
    two = toll("One woman at Kelmouth said it was very loud.", Amount("One", 1, 1, "woman"), "Coast Wire")
    assert figures(story(one, two)) == []


def test_amounts_weeks_apart_are_of_two_events() -> None:
    freed = "The miners of Kelmouth freed {} people."
    one = toll(freed.format(21), Amount("21", 21, 21, "person", subset="rescued"), "Harbour Post", "2024-05-02")
    two = toll(freed.format(82), Amount("82", 82, 82, "person", subset="rescued"), "Coast Wire", "2024-09-02")
    assert all(len({value.article for value in row.values}) == 1 for row in figures(story(one, two)))


def test_the_others_are_no_rival_of_all() -> None:
    one = toll("The court at Kelmouth fined 23 defendants.", Amount("23", 23, 23, "defendant"), "Harbour Post")
    two = toll("The court at Kelmouth fined 22 other defendants.", Amount("22", 22, 22, "defendant"), "Coast Wire")
    assert all(row.verdict != "conflict" for row in figures(story(one, two)))


def test_a_share_that_is_needed_is_no_rival_of_one_that_was_got() -> None:
    def won(amount: Amount, outlet: str) -> AnnotatedArticle:
        found = Found(amounts=[amount], arcs={"percent": ("obj", "won")}, tags={"won": "VERB", "percent": "NOUN"})
        return account(f"The candidate won {amount.text} of the vote at Kelmouth.", found, outlet=outlet, published="2024-05-02")

    got = won(Amount("31.5 percent", 31.5, 31.5, "vote", kind="percent"), "Coast Wire")
    other = won(Amount("40 percent", 40, 40, "vote", kind="percent"), "Harbour Post")
    assert [row.verdict for row in figures(story(other, got))] == ["conflict"]
    needed = won(Amount("more than 50 percent", 50, None, "vote", kind="percent"), "Harbour Post")
    assert all(row.verdict != "conflict" for row in figures(story(needed, got)))
