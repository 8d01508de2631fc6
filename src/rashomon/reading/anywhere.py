"""Files and web addresses together → articles: what a person names, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.reading.inputs import is_address
from rashomon.reading.online import Progress, read_online
from rashomon.reading.read import Reading, read
from rashomon.reading.web import Web


def read_anywhere(inputs: Sequence[str], web: Web, progress: Progress = lambda stage, done, total: None) -> Reading:
    """Read the files, folders and patterns among `inputs`, and the pages and feeds, those through `web`, each article once.

    Raises NoInput, before anything is fetched, if a path or pattern names nothing.
    """
    paths = [one for one in inputs if not is_address(one)]
    addresses = [one for one in inputs if is_address(one)]
    files = read(paths, web.settings) if paths or not addresses else Reading()
    pages = read_online(addresses, web, progress=progress)
    articles = {article.id: article for article in (*pages.articles, *files.articles)}
    skipped = sorted((*files.skipped, *pages.skipped), key=lambda piece: (piece.what, piece.why))
    return Reading(articles=tuple(articles[id] for id in sorted(articles)), skipped=tuple(skipped))
