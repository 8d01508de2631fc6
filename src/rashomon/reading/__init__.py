"""From files, pages and records to articles."""
