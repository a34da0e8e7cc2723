"""What holds for every test: off screen unless told otherwise, and never in the folders of the person who runs it."""

import gc
import os
from collections.abc import Iterator

# Before the first Qt import: a test run must not open windows on somebody's desk. check.py sets xcb for the journeys.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

# Busy cores are no fault of the code, hence no deadline; a gate must answer the same twice, hence no dice there.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("gate", settings.get_profile("desk"), derandomize=True, database=None, max_examples=40)
settings.load_profile("gate" if os.environ.get("CI") else "desk")


def pytest_collection_finish() -> None:
    """What was read by now stays to the end: the collector of garbage need not look at it after every window."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def folders_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Data, settings and logs of the program go to a folder that is thrown away."""
    home = tmp_path_factory.mktemp("home")
    names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA")
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setenv(name, str(home / name.lower()))
        yield
