"""The reference in `docs/cli.md`, made from the commands themselves, so that the two cannot part ways."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from onrecord.cli import cli


def markdown() -> str:
    """Every command with its usage, what it does, and its options."""
    return "\n".join(_section(name, command) for name, command in commands())


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command with its name; those of a group follow it, as `places add`."""
    for name, command in cli.commands.items():
        yield name, command
        for more, inner in command.commands.items() if isinstance(command, click.Group) else ():
            yield f"{name} {more}", inner


def _section(name: str, command: click.Command) -> str:
    usage = [f"onrecord {name}", *(["COMMAND"] if isinstance(command, click.Group) else [])]
    usage += [_argument(each) for each in command.params if isinstance(each, click.Argument)]
    usage += [_usage(each) for each in command.params if isinstance(each, click.Option)]
    help_text = inspect.cleandoc(command.help or "").replace("\b\n", "")
    rows = [f"| `{_names(each)}` | {_help(each)} |" for each in command.params if isinstance(each, click.Option)]
    table = ["| Option | |", "|---|---|", *rows, ""] if rows else []
    return "\n".join([f"## `{name}`", "", "```", " ".join(usage), "```", "", _paragraphs(help_text), "", *table])


def _argument(argument: click.Argument) -> str:
    if isinstance(argument.type, click.Choice):
        return "|".join(argument.type.choices)
    return argument.metavar or (argument.name or "").upper()


def _usage(option: click.Option) -> str:
    text = option.opts[0] if option.is_flag else f"{option.opts[0]} {_value(option)}"
    return text if option.required else f"[{text}]"


def _names(option: click.Option) -> str:
    value = "" if option.is_flag else f" {_value(option)}"
    return ", ".join(sorted(option.opts, key=len)) + value


def _value(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return "/".join(option.type.choices)
    return option.metavar or {"path": "PATH", "integer range": "N"}.get(option.type.name, option.type.name.upper())


def _help(option: click.Option) -> str:
    default = f" Default: `{option.default}`." if option.show_default else ""
    needed = " Needed." if option.required else ""
    return f"{option.help}{needed}{default}"


def _paragraphs(text: str) -> str:
    """`word: what it is` lines become a list; all else stays."""
    lines = text.split("\n")
    return "\n".join(f"- {line}" if _is_item(line) else line for line in lines)


def _is_item(line: str) -> bool:
    word, colon, _ = line.partition(": ")
    return bool(colon) and word.isalpha() and word.islower()
