"""The sample township, built once for all tests that look at it; nobody changes it."""

import pytest

from desktop.work import sample


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> sample.Sample:
    return sample.build(tmp_path_factory.mktemp("样例"))
