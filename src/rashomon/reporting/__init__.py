"""From a dossier to something a person reads."""
