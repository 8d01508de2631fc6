"""How long a text may be to be one article."""

from __future__ import annotations

from rashomon.errors import Unreadable
from rashomon.settings import ReadingSettings


def check_size(characters: int, path: str, settings: ReadingSettings) -> None:
    """Raises Unreadable if a text of so many characters is too long for one article."""
    if characters > settings.max_characters:
        then = "Split it into one file an article, or give JSON Lines"
        raise Unreadable(f"its text has {characters:,} characters, too many for one article", which=path, then=then)
