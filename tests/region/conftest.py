from tests.followup.conftest import town
from tests.pages.conftest import house, small_house

__all__ = ["house", "small_house", "town"]
