"""Looking for words in what was recommended."""
