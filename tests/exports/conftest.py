from tests.pages.conftest import house, small_house

__all__ = ["house", "small_house"]
