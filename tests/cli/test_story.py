"""The main job on a real story, as a person types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.cli.main import main
from rashomon.model.dossier import Dossier

STORY = Path(__file__).resolve().parents[2].parent / "shared" / "corpora" / "stories" / "venezuela-2019"


@pytest.mark.shared
@pytest.mark.skipif(not STORY.is_dir(), reason="the development corpora are not beside the checkout")
def test_compare_then_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = sorted(map(str, STORY.glob("*.txt")))
    one, two, page = tmp_path / "one.json", tmp_path / "two.json", tmp_path / "d.html"
    assert main(["compare", *paths, "--json", str(one), "--html", str(page)]) == 0
    assert main(["compare", *reversed(paths), "--json", str(two), "--quiet"]) == 0
    assert one.read_bytes() == two.read_bytes(), "the order of the inputs changes nothing"
    capsys.readouterr()
    assert main(["check", str(one)]) == 0
    assert capsys.readouterr().out.startswith("ok: ")
    assert page.stat().st_size < 5_000_000
    rows = {row.what: row for row in Dossier.model_validate_json(one.read_text(encoding="utf-8")).figures}
    assert rows["troops"].verdict == "agree"
    assert len({value.article for value in rows["troops"].values}) == 4
    assert rows["equipment"].verdict == "compatible"
    assert len({value.article for value in rows["equipment"].values}) == 2
