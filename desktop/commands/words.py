"""What the command line itself says, in Chinese: usage, options, and what was typed wrongly."""

from __future__ import annotations

import click

_METAVARS = {
    "[OPTIONS]": "[选项]", "[COMMAND] [ARGS]...": "[命令] …", "COMMAND [ARGS]...": "命令 …",
    "INTEGER RANGE": "整数", "INTEGER": "整数", "TEXT": "文字", "PATH": "文件",
}  # fmt: skip


def _chinese(text: str) -> str:
    for english, chinese in _METAVARS.items():
        text = text.replace(english, chinese)
    return text


class Spoken(click.Command):
    """A command whose help is Chinese throughout."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = _chinese(" ".join(self.collect_usage_pieces(ctx)))
        formatter.write_usage(ctx.command_path, pieces, prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [
            record
            for param in self.get_params(ctx)
            if not isinstance(param, click.Argument) and (record := param.get_help_record(ctx)) is not None
        ]
        with formatter.section("选项"):
            formatter.write_dl([(_chinese(name), said.partition("[x")[0].strip()) for name, said in records])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这些说明。"
        return option


class SpokenGroup(Spoken, click.Group):
    """The commands together."""

    command_class = Spoken

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        known = [(name, self.commands[name]) for name in self.list_commands(ctx)]
        with formatter.section("命令"):
            formatter.write_dl([(name, command.get_short_help_str(200)) for name, command in known])


def said(error: click.ClickException) -> str:
    """What is wrong with the words that were typed."""
    if isinstance(error, click.NoSuchOption):
        return f"没有 {error.option_name} 这个选项。"
    if isinstance(error, click.NoSuchCommand):
        return f"没有“{error.command_name}”这个命令。"
    if isinstance(error, click.MissingParameter):
        return f"少写了“{_named(error.param)}”。"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 后面要写一个值。"
    if isinstance(error, click.BadParameter):
        return f"“{_named(error.param)}”写得不对。"
    return "命令写得不对。"


def _named(param: click.Parameter | None) -> str:
    if param is None:
        return "参数"
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name
