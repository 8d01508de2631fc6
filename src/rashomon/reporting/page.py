"""The dossier as one self-contained page: no request to anywhere, and nothing in it can make one.

A content security policy forbids every source but the page's own style and script, which it names by their hashes; words of an account can
therefore neither load nor run anything even if escaping had a hole.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from markupsafe import Markup, escape

from rashomon.model.dossier import Dossier
from rashomon.reporting.build import build
from rashomon.reporting.sections import environment, sections
from rashomon.reporting.view import View

_NOTEBOOK_HEIGHT = 720
"""pixels of the frame in a notebook: most of a laptop's window"""


def page(view: View) -> str:
    """The page, as HTML."""
    style, script = _static("dossier.css"), _static("dossier.js")
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; base-uri 'none'; form-action 'none'"
    return (
        environment()
        .get_template("file.html")
        .render(view=view, policy=policy, style=Markup(style), script=Markup(script), body=sections(view))
    )


def embedded(dossier: Dossier) -> str:
    """The page in a frame of its own, for a notebook: its style cannot leak out and its script reaches nothing but itself."""
    return (
        f'<iframe title="Rashomon dossier" sandbox="allow-scripts" width="100%" height="{_NOTEBOOK_HEIGHT}" '
        f'style="border:1px solid #8884;border-radius:4px" srcdoc="{escape(page(build(dossier)))}"></iframe>'
    )


def _static(name: str) -> str:
    return (files("rashomon.reporting") / "static" / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
