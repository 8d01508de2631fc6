"""The view as HTML sections: templates filled, everything from an article escaped.

One template a section, without page, style or script around them: `rashomon.reporting.page` packs them into one file, and a server may
put them between its own head and foot.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rashomon.reporting.chart import chart
from rashomon.reporting.marks import Cite
from rashomon.reporting.phrases import count, listed, shorten
from rashomon.reporting.rows.claims import LEGEND
from rashomon.reporting.rows.speech import RENDERINGS_NOTE, SOURCE_TYPES, UNSURE_NOTE
from rashomon.reporting.view import View

SECTIONS = {
    "overview": "Accounts",
    "brief": "In brief",
    "claims": "Claims by outlet",
    "quotes": "Quotations",
    "figures": "Figures",
    "timeline": "Timeline",
    "wording": "Wording",
    "copying": "Copying and origins",
    "statements": "Who said what",
    "actors": "People and bodies",
    "left": "Left out",
    "reader": "Reader",
}
"""every section in order: the template's and anchor's name, and the heading"""


def sections(view: View) -> Markup:
    """The whole dossier as HTML, from masthead to foot, to be put into a page's body."""
    return Markup(
        environment().get_template("dossier.html").render(view=view, headings=SECTIONS, source_types=tuple(SOURCE_TYPES.values()))
    )


@cache
def environment() -> Environment:
    """The templates, with escaping on and unknown names an error."""
    made = Environment(
        loader=PackageLoader("rashomon.reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(by_outlet=_by_outlet, count=count, listed=listed, shorten=shorten)
    made.globals.update(chart=chart, claims_legend=LEGEND, renderings_note=RENDERINGS_NOTE, unsure_note=UNSURE_NOTE)
    return made


def _by_outlet(cites: Iterable[Cite]) -> list[tuple[str, list[Cite]]]:
    return [(outlet, list(found)) for outlet, found in groupby(cites, key=lambda cite: cite.outlet)]
