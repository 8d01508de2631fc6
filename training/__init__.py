"""Makes the annotator's weights. Nothing in `src/` imports this package; it needs torch, which Rashomon itself does not."""
