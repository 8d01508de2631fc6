"""Measures what is shipped, on data that nothing was trained or tuned on, and holds it above the floors of `floors.json`."""
