"""What the command line says, in the user's language: failures in one line, colours only where they are wanted."""

from __future__ import annotations

import os
import sys
from enum import StrEnum

from stdpub.model.source import Severity, Words

_LANGUAGE = "STDPUB_LANGUAGE"
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_UNREADABLE = 3


class Language(StrEnum):
    """In which language messages are printed."""

    EN = "en"
    ZH = "zh"


class Usage(Exception):  # noqa: N818 - it is what happened
    """A wrong call: exit code 2."""

    def __init__(self, message: Words, help_: Words | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.help = help_


class CannotRead(Exception):  # noqa: N818 - it is what happened
    """Input or configuration that cannot be read: exit code 3."""

    def __init__(self, message: Words, help_: Words | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.help = help_


def speak(language: str | None) -> None:
    """Choose the language of messages for the rest of this command; None leaves it as it is."""
    if language is not None:
        os.environ[_LANGUAGE] = language


def user_language() -> Language:
    """Return the language that messages are printed in: `STDPUB_LANGUAGE`, else the locale's, else English."""
    return Language.ZH if in_user_language(Words("en", "zh")) == "zh" else Language.EN


def in_user_language(words: Words) -> str:
    """Return the Chinese words where `STDPUB_LANGUAGE`, else the locale, asks for Chinese; else the English ones."""
    wanted = os.environ.get(_LANGUAGE) or next(
        (value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), ""
    )
    return words.zh if wanted.startswith("zh") else words.en


def colours(stream: object) -> bool:
    """Tell whether a stream takes colours: a terminal, unless NO_COLOR is set."""
    terminal = bool(getattr(stream, "isatty", lambda: False)())
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return terminal or bool(os.environ.get("FORCE_COLOR"))


HELP = Words("help", "帮助")
SEVERITIES = {
    Severity.ERROR: Words("error", "错误"),
    Severity.WARNING: Words("warning", "警告"),
    Severity.INFO: Words("info", "提示"),
}

_CODES = {"error": "1;31", "warning": "1;33", "info": "1;36", "bold": "1", "dim": "1;34", "good": "32"}


def painted(text: str, colour: str, *, wanted: bool) -> str:
    """Return the text in a colour of the product, or as it is."""
    return f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if wanted else text


def fail(message: Words, help_: Words | None = None) -> None:
    """Say on standard error, in one line each, what went wrong and what helps."""
    on = colours(sys.stderr)
    sys.stderr.write(
        f"{painted(in_user_language(SEVERITIES[Severity.ERROR]), 'error', wanted=on)}: {in_user_language(message)}\n"
    )
    if help_ is not None:
        sys.stderr.write(f"  = {painted(in_user_language(HELP), 'bold', wanted=on)}: {in_user_language(help_)}\n")


def say(text: str) -> None:
    """Say on standard error how work goes on; standard output is for results."""
    sys.stderr.write(f"{text}\n")
