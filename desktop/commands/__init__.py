"""The command line: the same work as the window, for scripts and for those who like to type."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

import click

from db.errors import Trouble
from desktop.commands import (
    aid,
    appraising,
    attendance,
    balance,
    conflicts,
    documents,
    dropouts,
    duties,
    entry,
    growth,
    handing,
    inspecting,
    keeping,
    leave,
    moving,
    paper,
    quota,
    rectification,
    rows,
    sample,
    scores,
    settings,
    sheets,
    shipped,
    six_results,
    targets,
    year,
)
from desktop.commands.line import Openers, main
from desktop.commands.words import said

PARTS = (
    rows,
    attendance,
    sheets,
    paper,
    keeping,
    leave,
    settings,
    shipped,
    handing,
    conflicts,
    documents,
    dropouts,
    duties,
    year,
    entry,
    moving,
    inspecting,
    scores,
    aid,
    rectification,
    growth,
    six_results,
    balance,
    targets,
    appraising,
    quota,
    sample,
)
"""Each file adds its commands to `main` when it is read."""


def run(arguments: Sequence[str], openers: Openers) -> int:
    """Runs one command; answers the exit status (0 done, 1 needs a person, 2 not done)."""
    as_json = "--json" in arguments
    try:
        main.main(list(arguments), prog_name="xiangxiao", standalone_mode=False, obj=openers)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except Trouble as trouble:
        return _say(trouble.sentence, trouble.advice, as_json)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        return _say(said(error), "请加 --help 看用法。", as_json)
    except (KeyboardInterrupt, click.Abort):
        return _say("已经停止。", "什么都没有改动。", as_json)
    return 0


def _say(sentence: str, advice: str, as_json: bool) -> int:
    if as_json:
        sys.stdout.write(json.dumps({"error": sentence, "advice": advice}, ensure_ascii=False) + "\n")
    click.echo(sentence + (f"\n{advice}" if advice else ""), err=True)
    return 2


__all__ = ["Openers", "main", "run"]
