"""The README's screenshots: the demonstration's story on a stage of its own, seen by Chromium."""
