"""Rashomon reads several accounts of one event side by side.

    import rashomon

    dossier = rashomon.compare(["accounts/"])
    dossier.claims, dossier.to_json()

The public names are those of `__all__`; each is imported when it is first asked for, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rashomon.annotating.annotate import annotate
    from rashomon.errors import RashomonError
    from rashomon.flow import compare
    from rashomon.model.dossier import Dossier
    from rashomon.reading.read import read
    from rashomon.settings import Settings

__version__ = "0.1.0"

__all__ = ["Dossier", "RashomonError", "Settings", "__version__", "annotate", "compare", "read"]

_HOMES = {
    "Dossier": "rashomon.model.dossier",
    "RashomonError": "rashomon.errors",
    "Settings": "rashomon.settings",
    "annotate": "rashomon.annotating.annotate",
    "compare": "rashomon.flow",
    "read": "rashomon.reading.read",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'rashomon' has no attribute {name!r}")
    if name in ("Dossier", "compare"):
        _show_in_notebooks()
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


def _show_in_notebooks() -> None:
    """Give `Dossier` its notebook display here, at the front door: the model knows no report."""
    from rashomon.model.dossier import Dossier

    def _repr_html_(dossier: Dossier) -> str:
        from rashomon.reporting.page import embedded

        return embedded(dossier)

    Dossier._repr_html_ = _repr_html_  # type: ignore[attr-defined]
