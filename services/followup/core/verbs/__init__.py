"""What each fact and each rung does to a case: pure functions, one file for each subject."""
