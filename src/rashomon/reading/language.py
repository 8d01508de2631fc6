"""Which language a body is in; Rashomon reads English.

py3langid (Barbaresi's rework of langid.py, Lui and Baldwin 2012) decides; short texts are given the benefit of the doubt.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.errors import Unreadable
from rashomon.settings import ReadingSettings

_SAMPLE = 3_000  # characters; more does not change the answer
_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish",
    "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch",
    "no": "Norwegian", "nb": "Norwegian", "nn": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_COMMON = frozenset(["the", "of", "and", "to", "in", "a", "is", "was", "for", "that", "on", "with", "said", "as", "by", "it", "at", "from"])
_MOST_COMMON = 0.12  # share of these words in English news is 0.25 to 0.40; in other languages below 0.08

_PASSAGE = 20  # words; of fewer the language is not told
_HARDLY = 0.06  # share of these words below which a passage may be in another language


def language_of(text: str, path: str, settings: ReadingSettings) -> str:
    """ "en". Raises Unreadable, naming the language, if the text is plainly in another one."""
    words = text[:_SAMPLE].lower().split()
    if len(text.split(None, settings.min_words_for_language)) <= settings.min_words_for_language and text.isascii():
        return "en"
    if _share(words) >= _MOST_COMMON:
        return "en"
    import py3langid

    code = str(py3langid.classify(text[:_SAMPLE])[0])
    if code == "en" or (len(words) < settings.min_words_for_language and _latin(text)):
        return "en"
    found = f"it is in {_NAMES[code]}" if code in _NAMES else "its words are not those of English text"
    raise Unreadable(f"{found}; Rashomon reads English", which=path, then="Give an English account or a translation")


def other_language(paragraph: str) -> bool:
    """Whether a paragraph of an English page is plainly in another language ("Wer nachts nicht schlafen kann …"); a short one never."""
    words = paragraph.lower().split()
    if len(words) < _PASSAGE or _share(words) >= _HARDLY:
        return False
    import py3langid

    return str(py3langid.classify(paragraph[:_SAMPLE])[0]) in _NAMES


def _share(words: Sequence[str]) -> float:
    """The part of the words that English texts are full of."""
    return sum(1 for word in words if word in _COMMON) / max(1, len(words))


def _latin(text: str) -> bool:
    letters = [character for character in text[:_SAMPLE] if character.isalpha()]
    return sum(1 for character in letters if character < "\u0250") >= 0.5 * len(letters)
