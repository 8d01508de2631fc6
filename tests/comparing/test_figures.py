from rashomon.comparing.figures import figures
from rashomon.model.annotated import AnnotatedArticle
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
    assert (row.what, row.verdict) == ("people dead", "conflict")


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
