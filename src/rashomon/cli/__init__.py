"""The commands: thin skins over the library."""
