"""The spaCy component `rashomon_encoder` (being written)."""

from __future__ import annotations

from typing import Any

from spacy.language import Language


@Language.factory("rashomon_encoder")
def make_encoder(nlp: Language, name: str) -> Any:
    """Makes the component."""
    raise NotImplementedError("The encoder is being written.")
