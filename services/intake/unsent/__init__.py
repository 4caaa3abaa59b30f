"""What an office has prepared to confirm and not sent yet: typed words, and files that come in
pieces over a bad line. None of it is evidence, and all of it is over after a week."""
