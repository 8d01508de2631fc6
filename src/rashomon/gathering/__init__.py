"""From annotated articles to a story: which belong together, who is who, when each appeared."""
