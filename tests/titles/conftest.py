"""The town every test of the register begins with."""

import pytest

from tests.titles.builders import Town, town


@pytest.fixture(name="town")
def a_town(db: None) -> Town:
    return town()
