"""The tests: one folder a stage, one file a module."""
