"""From a story to a dossier: each comparer is a function of story and settings."""
