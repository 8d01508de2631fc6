"""The library: articles, stories, dossiers and people's corrections in one database. The only folder that speaks SQL."""
