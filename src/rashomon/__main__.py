"""`python -m rashomon`: the same as the command `rashomon`."""

from __future__ import annotations

import sys

from rashomon.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
