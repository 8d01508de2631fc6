"""Names as strings."""

import pytest

from rashomon.language.names import acronym_of, country, demonym, fold, gender, person_words, same_person, seat


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Elena Márquez", "Marquez"),
        ("Gen. Pavel Orlov", "Pavel Orlov"),
        ("Sergei Danilov", "Sergey Danilov"),
        ("Mike Harlan", "Michael Harlan"),
        ("Kim Yong-su", "Kim Yong Su"),
        ("Kim Yong Su", "Kim"),
        ("J. Harlan", "John Harlan"),
        ("Donald J. Harlan", "Donald Harlan"),
    ],
)
def test_one_person_however_written(a: str, b: str) -> None:
    assert same_person(a, b)
    assert same_person(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [("George Harlan", "Susan Harlan"), ("Kim Yo-jin", "Kim Yong-su"), ("Kim Clark", "Davis Clark"), ("Anna Berg", "Anna Lund")],
)
def test_two_people_of_one_name_stay_two(a: str, b: str) -> None:
    assert not same_person(a, b)


def test_titles_and_suffixes_are_no_part_of_a_name() -> None:
    assert person_words("Foreign Minister Dr. Elena Márquez Jr.") == ("elena", "marquez")


def test_a_title_alone_is_kept() -> None:
    assert person_words("President") == ("president",)


def test_countries_seats_and_people() -> None:
    assert country("the U.S.") == "United States"
    assert seat("the Kremlin") == seat("Moscow") == "Russia"
    assert demonym("Kenyans") == "Kenya"
    assert country("Moscow") is None


def test_acronyms_skip_small_words() -> None:
    assert acronym_of("OAS", "Organization of American States")
    assert acronym_of("U.N.", "United Nations")
    assert not acronym_of("OAS", "Organization of African Unity")
    assert not acronym_of("Oas", "Organization of American States")


def test_gender_comes_from_titles_before_given_names() -> None:
    assert gender("Mr. Robin Ashe") == "m"
    assert gender("Maria Lund") == "f"
    assert gender("Xu Lan") is None


def test_folding_is_stable() -> None:
    assert fold("  Márquez’s ") == fold("marquez") == fold(fold("Márquez"))
