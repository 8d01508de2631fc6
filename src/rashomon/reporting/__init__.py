"""From a dossier to what people read: the view, the terminal, the page, Markdown, tables."""
