"""The example stories and scripts."""
