"""Where a run takes place: an installation of real processes, small or large."""
