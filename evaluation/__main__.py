"""python -m evaluation gate | statements | names | syntax | aligning | speed | …

`gate [NAME…]` holds figures to the floors (exit code 1 below one); `gate --write` records them; `--lower` lets a floor go down. A
scorer's name alone prints its figures.
"""

from __future__ import annotations

import argparse
import json
import sys

from evaluation.gate import gate
from evaluation.table import TABLE


def main() -> int:
    """Reads the command line and measures."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["gate", *(s.name for s in TABLE)])
    parser.add_argument("names", nargs="*", help="with gate: only these scorers")
    parser.add_argument("--write", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--lower", action="store_true", help="with --write: a floor may go down; say why in the commit")
    given = parser.parse_args()
    if given.command == "gate":
        return 1 if gate(given.names, write=given.write, lower=given.lower) else 0
    scorer = next(s for s in TABLE if s.name == given.command)
    reason = scorer.absent()
    if reason:
        print(f"{scorer.name}: skipped, {reason}")
        return 0
    print(json.dumps(scorer.measure(), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
