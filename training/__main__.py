"""python -m training all|prepare|train|export — makes the shipped weights. `all` runs the three in order."""

from __future__ import annotations

import argparse
from pathlib import Path


def main() -> None:
    """Reads the command line and runs."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("command", choices=("all", "prepare", "train", "export"))
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"), help="the folder of corpora (read only)")
    parser.add_argument("--work", type=Path, default=Path(".training"), help="prepared data, checkpoints, logs; git-ignored")
    parser.add_argument("--steps", type=int, default=6000, help="batches of about 2,048 pieces")
    parser.add_argument("--minutes", type=float, help="end by the clock instead of after all steps")
    parser.add_argument("--processes", type=int, default=2, help="one thread each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--teacher", type=Path, help="a folder of weights that labels the articles nobody annotated")
    parser.add_argument("--out", type=Path, default=Path("src/rashomon/annotating/weights"))
    given = parser.parse_args()
    from training.prepare import prepare

    prepared = prepare(given.corpora, given.work, given.teacher)
    if given.command in ("all", "train"):
        from training.train import Plan, run

        run(Plan(given.work, given.steps, given.seed, minutes=given.minutes), given.corpora, given.processes)
    if given.command in ("all", "export"):
        from training.export import export

        export(prepared, given.work / "last.pt", given.out, given.corpora)


if __name__ == "__main__":
    main()
