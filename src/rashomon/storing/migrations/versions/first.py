"""The first tables.

Revision 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes them."""
    op.create_table(
        "articles",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("url", sa.String),
        sa.Column("outlet", sa.String),
        sa.Column("title", sa.String),
        sa.Column("published", sa.String),
        sa.Column("added", sa.String, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Index("articles_by_url", "url"),
    )
    op.create_table(
        "annotations",
        sa.Column("article", sa.String, sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("version", sa.String, primary_key=True),
        sa.Column("day", sa.Integer),
        sa.Column("features", sa.Text, nullable=False),
        sa.Index("annotations_by_day", "version", "day"),
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("first", sa.String),
        sa.Column("last", sa.String),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("outlets", sa.Text, nullable=False),
        sa.Column("origins", sa.Integer),
        sa.Column("updated", sa.String, nullable=False),
        sa.Index("stories_by_time", "updated", "id"),
    )
    op.create_table(
        "placements",
        sa.Column("article", sa.String, sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("story", sa.String, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("by_person", sa.Boolean, nullable=False, default=False),
        sa.Index("placements_by_story", "story"),
    )
    op.create_table(
        "dossiers",
        sa.Column("story", sa.String, sa.ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("made", sa.String, nullable=False),
    )
    op.create_table(
        "utterances",
        sa.Column("story", sa.String, sa.ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("statement", sa.String, primary_key=True),
        sa.Column("article", sa.String, nullable=False),
        sa.Column("actor", sa.String),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("speaker", sa.String, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Index("utterances_by_speaker", "speaker"),
    )
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("story", sa.String, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("undone", sa.Boolean, nullable=False, default=False),
        sa.Index("corrections_by_story", "story", "id"),
    )
    op.create_table("feeds", sa.Column("url", sa.String, primary_key=True), sa.Column("state", sa.Text, nullable=False))
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE words USING fts5(title, body, article UNINDEXED, tokenize = 'porter unicode61 remove_diacritics 2')"
        )
    else:
        op.execute("CREATE TABLE words (article VARCHAR PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE, content TSVECTOR NOT NULL)")
        op.execute("CREATE INDEX words_by_content ON words USING gin (content)")


def downgrade() -> None:
    """Takes them away."""
    for table in ("words", "feeds", "corrections", "utterances", "dossiers", "placements", "stories", "annotations", "articles"):
        op.drop_table(table)
