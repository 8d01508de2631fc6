"""python -m training all|prepare|train|export — makes the shipped weights; `all` runs the three in order.

python -m training teach|check|label — makes anew the labels that the shipped weights learn from beside people's (`labels.npz.xz`): a larger
network is trained, checked on the sets that are scored (with the syntax of the weights at hand), and labels the articles.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path


def main() -> None:
    """Reads the command line and runs."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("command", choices=("all", "prepare", "teach", "check", "label", "train", "export"))
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"), help="the folder of corpora (read only)")
    parser.add_argument("--work", type=Path, default=Path(".training"), help="prepared data, checkpoints, logs; git-ignored")
    parser.add_argument("--steps", type=int, default=8000, help="batches of about 2,048 pieces; of the teacher a fifth as many")
    parser.add_argument("--minutes", type=float, help="end `teach` or `train` by the clock instead of after all steps")
    parser.add_argument("--processes", type=int, default=2, help="one thread each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("src/rashomon/annotating/weights"))
    given = parser.parse_args()
    from training.prepare import prepare
    from training.schedule import Plan

    todo = ("train", "export") if given.command == "all" else (given.command,)
    prepared = prepare(given.corpora, given.work)
    if "teach" in todo:
        from training.teaching import teach

        teach(prepared, Plan(given.work, given.steps // 5, given.seed, encoder_rate=6e-5, minutes=given.minutes, save_every=300))
    if "check" in todo:
        from evaluation import names, statements
        from training.teaching import Beside

        teacher = Beside(given.work, prepared.tokenizer)
        print(json.dumps(statements.measure(given.corpora, teacher) | names.measure(given.corpora, teacher), indent=1))
    if "label" in todo:
        from training.teaching import label

        label(given.work, prepared, given.processes)
    if "train" in todo:
        from training.train import run

        run(Plan(given.work, given.steps, given.seed, minutes=given.minutes), given.corpora, given.processes)
    if "export" in todo:
        from training.export import export

        export(prepared, given.work / "last.pt", given.out, given.corpora)


if __name__ == "__main__":
    main()
