"""Time and memory, measured in one run and written to docs/benchmarks.md.

Ratios between the parts of a run travel between machines; seconds do not.
"""

from rashomon.threads import one_thread

one_thread()
