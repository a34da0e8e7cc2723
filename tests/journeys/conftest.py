"""The same dressed program, office and window as the tests of the window have; here on a real screen."""

from tests.desktop.ui.conftest import dressed, no_window_stays, office, window

__all__ = ["dressed", "no_window_stays", "office", "window"]
