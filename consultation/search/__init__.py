"""Looking for words in plans, reactions and answers."""
