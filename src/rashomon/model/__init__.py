"""The nouns that flow through the stages."""
