from __future__ import annotations

import subprocess
import sys

import pytest

from rashomon.cli.main import main
from rashomon.threads import one_thread


def test_one_thread_is_asked_for_and_a_users_number_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.setenv("MKL_NUM_THREADS", "4")
    one_thread()
    told = subprocess.run(
        [sys.executable, "-c", "import os; print(os.environ['OPENBLAS_NUM_THREADS'], os.environ['MKL_NUM_THREADS'])"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["1", "4"]


def test_the_program_asks_before_numpy_is_there() -> None:
    """`rashomon` is imported, and its main begun, without numpy: the library reads its number of threads when it is loaded."""
    program = "import sys, rashomon.cli.main; print('numpy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_main_asks(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    asked: list[bool] = []
    monkeypatch.setattr("rashomon.cli.main.one_thread", lambda: asked.append(True))
    main(["--version"])
    assert asked == [True]
    assert capsys.readouterr().out.startswith("rashomon ")
