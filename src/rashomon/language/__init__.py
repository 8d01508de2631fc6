"""Strings and values: numbers, dates, names, word lists. No article, no NLP library."""
