"""A township kept by Morango, run in an environment of its own: `prepare FOLDER`, then `take FOLDER first|round`."""

# mypy: disable-error-code="import-not-found"

import sys
from pathlib import Path

import django
from django.conf import settings


def main(words: list[str]) -> None:
    settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ""}},
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "rest_framework", "morango", "roster"],
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        SECRET_KEY="it protects nothing here",
        USE_TZ=True,
    )
    django.setup()
    from roster import township  # what it imports needs the settings

    act, folder, *rest = words
    {"prepare": township.prepare, "take": township.take}[act](Path(folder), *rest)


if __name__ == "__main__":
    main(sys.argv[1:])
