"""Embedded posts by their signatures."""

from hypothesis import given
from hypothesis import strategies as st

from rashomon.language.posts import posts


def _parts(text: str) -> list[tuple[str, str]]:
    return [(text[post.start : post.said], text[post.who : post.who_end]) for post in posts(text)]


def test_a_post_is_its_words_and_who_signed_them() -> None:
    assert _parts("He warned.\nThe quay is open. — Anna Berg (@annaberg) May 3, 2020\nMore.") == [("The quay is open.", "Anna Berg")]
    assert _parts("The quay is open.\n\n— Port of Tarn (@tarn) 3 May 2020") == [("The quay is open.", "Port of Tarn")]


def test_a_handle_alone_and_a_signature_without_words_are_no_post() -> None:
    assert _parts("She (@annaberg) left.") == []
    assert _parts("— Anna Berg (@annaberg)") == []


@given(st.text(alphabet="ab —(@)\n.", max_size=60))
def test_posts_never_overlap(text: str) -> None:
    end = 0
    for post in posts(text):
        assert end <= post.start < post.said <= post.who < post.who_end < post.end <= len(text)
        end = post.end
