"""The tables, as SQLAlchemy Core sees them. How they came about step by step is told by `migrations/`; a test holds that both agree.

`words` is not here: full text is an FTS5 table in SQLite and a `tsvector` in PostgreSQL (`fulltext.py`).
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

articles = Table(
    "articles",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("url", String),
    Column("outlet", String),
    Column("title", String),
    Column("published", String),
    Column("added", String, nullable=False),
    Column("record", Text, nullable=False),
    Index("articles_by_url", "url"),
)
"""`id` is made from the content (`model.article.identity`); `record` is the whole `Article` as JSON, `added` an ISO time in UTC."""

annotated = Table(
    "annotations",
    metadata,
    Column("article", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("version", String, primary_key=True),
    Column("day", Integer),
    Column("features", Text, nullable=False),
    Index("annotations_by_day", "version", "day"),
)
"""What gathering needs of an article, by the version of the analysis that found it. `day` is its day of publication, or of adding, as an
ordinal."""

stories = Table(
    "stories",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("first", String),
    Column("last", String),
    Column("articles", Integer, nullable=False),
    Column("outlets", Text, nullable=False),
    Column("origins", Integer),
    Column("updated", String, nullable=False),
    Index("stories_by_time", "updated", "id"),
)
"""One line a story, kept up to date with every change. `outlets` is a JSON list; `origins` is known once the story has been compared."""

placements = Table(
    "placements",
    metadata,
    Column("article", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("story", String, ForeignKey("stories.id"), nullable=False),
    Column("by_person", Boolean, nullable=False, default=False),
    Index("placements_by_story", "story"),
)
"""Which story an article belongs to; one that a person moved is not moved by the machine again."""

dossiers = Table(
    "dossiers",
    metadata,
    Column("story", String, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("state", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("made", String, nullable=False),
)
"""The findings of a story's last comparison (`rashomon.dossier/1`, deflated). `state` says what they were made from."""

utterances = Table(
    "utterances",
    metadata,
    Column("story", String, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("statement", String, primary_key=True),
    Column("article", String, nullable=False),
    Column("actor", String),
    Column("name", String, nullable=False),
    Column("speaker", String, nullable=False),
    Column("words", Text, nullable=False),
    Column("record", Text, nullable=False),
    Index("utterances_by_speaker", "speaker"),
)
"""The statements of every dossier, to find who said a thing over all stories. `speaker` and `words` are folded for searching."""

corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("story", String, ForeignKey("stories.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("payload", Text, nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("undone", Boolean, nullable=False, default=False),
    Index("corrections_by_story", "story", "id"),
)
"""What people said of the machine's findings. Never deleted; an undone one stays on record."""

feeds = Table(
    "feeds",
    metadata,
    Column("url", String, primary_key=True),
    Column("state", Text, nullable=False),
)
"""What a feed's server said last, to ask only for what is new."""
