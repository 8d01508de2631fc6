"""The dossier in the formats of other programs, one module a format; each is a pure function from a dossier to bytes."""
