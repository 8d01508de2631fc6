"""Time and memory of the annotator on one core, in a fresh process. Shown beside the floors, not gated: they are the machine's as much as
the code's.

python -m evaluation speed
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

WORDS = 640
"""words of an article, for figures an article"""

_PROGRAM = """
import json, resource, sys, time
began = time.perf_counter()
from rashomon.threads import one_thread
one_thread()
import gzip
import spacy
from rashomon.annotating.component import Component
from rashomon.annotating.encoder import Encoder, shipped
from rashomon.annotating.relations import relations
rows = [json.loads(line)["text"] for line in gzip.open(sys.argv[1], "rt", encoding="utf8")][:24]
nlp, encode = spacy.blank("en"), Component(shipped())
relations(encode(nlp.make_doc(rows[0])))
first = time.perf_counter() - began
inside = 0.0
run = Encoder._run
session = shipped()._session
class Timed:
    def get_outputs(self): return session.get_outputs()
    def run(self, *given):
        global inside
        at = time.process_time()
        found = session.run(*given)
        inside += time.process_time() - at
        return found
shipped().__dict__["_session"] = Timed()
at, words = time.process_time(), 0
for text in rows[1:]:
    doc = nlp.make_doc(text)
    words += len(doc)
    relations(encode(doc))
spent = time.process_time() - at
print(json.dumps({"articles_a_second": words / float(sys.argv[2]) / spent, "decoding_percent": 100 * (1 - inside / spent),
                  "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "first_article_seconds": first}))
"""


def measure(corpora: Path) -> dict[str, float]:
    """Articles of 640 words a second of processor time, decoding's share of it, peak memory, seconds from a cold start to the first
    article."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(corpora / "attribution/polnear-dev.jsonl.gz"), str(WORDS)],
        capture_output=True,
        text=True,
        check=True,
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures
