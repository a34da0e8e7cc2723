"""The sample township and the program's proof of itself, from the command line."""

from __future__ import annotations

import os
from pathlib import Path

import click

from desktop.commands.line import FILE, LINE, Line, main
from desktop.work.outcome import Outcome


@main.command(help="在文件夹里建立样例乡镇“青石镇”，然后打开它的窗口。")
@click.argument("folder", metavar="文件夹", type=FILE)
@click.option("--no-window", is_flag=True, help="不打开窗口，把各个画面存成图片。")
@LINE
def demo(line: Line, folder: Path, no_window: bool) -> None:
    from desktop.work import sample

    made = sample.build(folder.absolute(), line.progress)
    hidden = no_window or os.environ.get("QT_QPA_PLATFORM") == "offscreen"
    screens = line.openers.screens(made.center, folder.absolute() / "画面", sample.plan()["today"]) if hidden else []
    said = [f"数据文件：{made.center}", *(f"数据文件：{file}" for file in made.schools)]
    said += [f"报表：{len(made.reports)} 份，在 {folder.absolute() / '报表'}"]
    said += [f"画面：{len(screens)} 张，在 {folder.absolute() / '画面'}"] if screens else []
    said += [f"有 {made.waiting} 行存疑，还在等人核对。"] if made.waiting else []
    data = {
        "center": str(made.center),
        "schools": [str(file) for file in made.schools],
        "reports": [str(file) for file in made.reports],
        "screens": [str(file) for file in screens],
    }
    line.answer(Outcome("\n".join(said), data=data))
    if not hidden:
        clerk = line.who if line.named else sample.plan()["clerk"]
        raise SystemExit(line.openers.window(made.center, clerk, sample.plan()["today"], chosen=True))


@main.command("self-test", help="检查这台电脑上的程序是否齐全：字体、驱动、台账、合并、PDF、窗口。")
@LINE
def self_test(line: Line) -> None:
    from desktop.work import proving

    line.answer(proving.prove(line.openers.prove_window))
