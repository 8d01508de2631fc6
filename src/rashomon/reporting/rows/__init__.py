"""Each kind of finding as rows of the view: names resolved, evidence cited, put in a reader's order."""
