"""The library for others: browsers, programs and assistants."""
