"""What stands under "Disputed", in every form of the dossier."""

from __future__ import annotations

import re

from rashomon.reporting.build import build
from rashomon.reporting.markdown import markdown
from rashomon.reporting.page import page
from tests.reporting import sample
from tests.reporting.test_terminal import printed


def test_accounts_that_differ_on_a_figure_alone_are_not_said_to_agree() -> None:
    told = sample.dossier()
    dossier = told.model_copy(update={"claims": tuple(c.model_copy(update={"aspects": ()}) for c in told.claims)})
    view = build(dossier)
    assert not view.claims_of("disputed")
    assert [row.what for row in view.figures_apart] == ["workers killed"]
    terminal = printed(dossier, width=200).split("\nDISPUTED\n")[1].split("\n\n")[0]
    text = markdown(view).split("## Disputed\n\n")[1].split("\n\n")[0]
    for shown in (terminal, text):
        assert "workers killed" in shown
        assert "nothing found" not in shown.lower()
    html = page(view)
    assert "contradict each other" not in html
    link = re.search(r'differ on a figure: <a href="#([\w-]+)">workers killed</a>', html)
    assert link
    assert f'<tr id="{link[1]}"' in html
