"""What can be written after `istmo`: its commands, their options, and their help."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from importlib import metadata
from pathlib import Path

from desktop import jobs, merge_jobs
from desktop.exchange.audiences import AUDIENCES, PLANNERS
from desktop.language import N_, _

PANAMA = "America/Panama"
DATE_LENGTH = len("2026-01-12")

PARSER_WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
)
"""What argparse itself says; it asks gettext for these."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line, speaking the language of the interface.

    The job to do is `options.job`, a function of `desktop.jobs`.
    """
    whole = argparse.ArgumentParser(
        prog="istmo",
        allow_abbrev=False,
        description=_(
            "Plan joint exercises and training workshops. Without a command the window opens."
        ),
    )
    _add_library(whole, None)
    whole.add_argument(
        "--version",
        action="version",
        version=f"Istmo {metadata.version('istmo')}",
        help=_("show the version and exit"),
    )
    whole.set_defaults(job=jobs.open_window)
    commands = whole.add_subparsers(metavar=_("COMMAND"), title=_("commands"))
    _add_lists(commands)
    _add_new(commands)
    _add_plan_jobs(commands)
    _add_files(commands)
    return whole


def _add_library(to: argparse.ArgumentParser, default: object) -> None:
    to.add_argument(
        "--library",
        type=Path,
        metavar=_("PATH"),
        default=default,
        help=_("the library to use (a .sqlite file), made when missing"),
    )


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    job: jobs.Job,
    summary: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=summary, description=summary, allow_abbrev=False)
    command.set_defaults(job=job)
    # What was given before the command stands unless it is given again.
    _add_library(command, argparse.SUPPRESS)
    return command


def _add_json(to: argparse.ArgumentParser) -> None:
    to.add_argument("--json", action="store_true", help=_("answer in JSON, for other programs"))


def _add_paper(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "--language", choices=("en", "es", "both"), default="both", help=_("the languages to print")
    )
    to.add_argument(
        "--paper", choices=("letter", "a4"), default="letter", help=_("the paper to print on")
    )


def _add_output(to: argparse.ArgumentParser, metavar: str, meaning: str) -> None:
    to.add_argument("-o", "--output", type=Path, required=True, metavar=metavar, help=meaning)


def _add_lists(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    _add_json(_command(commands, "list", jobs.list_plans, _("list the plans of the library")))
    summary = _("list the templates that a plan can begin from")
    _add_json(_command(commands, "templates", jobs.list_templates, summary))


def _add_new(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    new = _command(commands, "new", jobs.new, _("make a plan from a template and print its id"))
    new.add_argument("kind", choices=("exercise", "workshop"), help=_("what is planned"))
    new.add_argument(
        "--template", metavar="ID", help=_("see “istmo templates”; without it the plan is blank")
    )
    new.add_argument(
        "--name", required=True, type=_text, metavar=_("NAME"), help=_("the name of the plan")
    )
    new.add_argument(
        "--name-es",
        type=_text,
        metavar=_("NAME"),
        help=_("its name in Spanish, when it is not the same"),
    )
    new.add_argument(
        "--start",
        required=True,
        type=_start,
        metavar=_("LOCAL"),
        help=_("STARTEX or the opening session in local time, as 2026-01-12T07:00"),
    )
    new.add_argument(
        "--zone",
        type=_zone,
        default=PANAMA,
        metavar=_("ZONE"),
        help=_("the time zone, as America/New_York; Panama's when left out"),
    )
    new.add_argument("--code", type=_text, metavar=_("CODE"), help=_("a short code"))


def _add_plan(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "plan",
        metavar="PLAN",
        help=_("an id or name, or the beginning of one, or a plan file (.istmo)"),
    )


def _add_plan_jobs(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    show = _command(commands, "show", jobs.show, _("show what a plan holds"))
    _add_plan(show)
    _add_opening(show)
    _add_json(show)
    check = _command(
        commands, "check", jobs.check, _("tell what is missing or contradictory in a plan")
    )
    _add_plan(check)
    _add_opening(check)
    _add_json(check)
    to_print = _command(commands, "print", jobs.print_plan, _("print a plan to a PDF file"))
    _add_plan(to_print)
    _add_opening(to_print)
    to_print.add_argument(
        "--document",
        type=_documents,
        default="schedule,summary",
        metavar=_("NAMES"),
        help=_("what to print: schedule, summary, or both with a comma between"),
    )
    _add_paper(to_print)
    _add_output(to_print, "FILE.pdf", _("the file to write"))


def _add_files(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    summary = _("write a plan to a plan file, a spreadsheet of its MSEL, or a calendar file")
    export = _command(commands, "export", jobs.export, summary)
    _add_plan(export)
    _add_output(export, "FILE", _("the file to write: .istmo, .xlsx, .csv or .ics"))
    export.add_argument(
        "--injects",
        action="store_true",
        help=_("for controllers: put the injects into a calendar file as well"),
    )
    _add_opening(export, "--open-passphrase-file")
    _add_seal(export, "--passphrase-file", "--seal-passphrase-file")
    _add_audience(export)
    export.add_argument(
        "--cover",
        type=Path,
        metavar="FILE.pdf",
        help=_("print for the contacts what changed since they last saw the plan"),
    )
    _add_paper(export)
    _add_import(commands)
    to_open = _command(
        commands,
        "open",
        jobs.open_file,
        _("bring a plan file into the library, print the plan's id"),
    )
    to_open.add_argument("file", type=Path, metavar="FILE.istmo", help=_("the file to open"))
    to_open.add_argument(
        "--copy", action="store_true", help=_("as another plan, separate from the one in the file")
    )
    _add_opening(to_open)
    _add_contacts(commands)
    _add_diff(commands)
    _add_merge(commands)
    summary = _("print the packets of the sample plans into a folder")
    samples = _command(commands, "samples", jobs.print_samples, summary)
    _add_output(samples, _("FOLDER"), _("the folder, made when missing"))


def _add_diff(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    summary = _("tell what differs between two copies of a plan; the exit code is 1 if anything")
    diff = _command(commands, "diff", merge_jobs.diff, summary)
    diff.add_argument(
        "before",
        metavar="A",
        help=_("an id or name, or the beginning of one, or a plan file (.istmo)"),
    )
    diff.add_argument("after", metavar="B", nargs="?", help=_("what to compare it with, likewise"))
    diff.add_argument(
        "--at",
        type=_moment,
        metavar=_("MOMENT"),
        help=_("instead of B: compare A as it was then, as 2026-01-12T07:00, with A now"),
    )
    diff.add_argument(
        "--pdf",
        type=Path,
        metavar="FILE.pdf",
        help=_("also write it as a change report to print"),
    )
    _add_paper(diff)
    _add_opening(diff)
    _add_json(diff)


def _add_merge(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    summary = _("merge copies of a plan into a plan file")
    merge = _command(commands, "merge", merge_jobs.merge, summary)
    merge.add_argument(
        "mine",
        metavar="MINE",
        help=_("an id or name, or the beginning of one, or a plan file (.istmo)"),
    )
    merge.add_argument(
        "theirs", metavar="THEIRS", nargs="+", type=Path, help=_("plan files to merge into it")
    )
    _add_output(merge, "OUT.istmo", _("the file to write"))
    merge.add_argument(
        "--prefer",
        choices=("mine", "theirs", "later"),
        help=_("whose value stands where both changed the same; without it that stops the merge"),
    )
    merge.add_argument(
        "--report",
        type=Path,
        metavar="FILE.json",
        help=_("a file for what came in and what both changed"),
    )
    _add_opening(merge)
    _add_seal(merge, "--seal-passphrase-file")
    merge.set_defaults(audience=PLANNERS, cover=None)


def _add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    summary = _("bring the injects of a spreadsheet into a plan, or an edited one's changes")
    to_import = _command(commands, "import", jobs.import_file, summary)
    to_import.add_argument(
        "file", type=Path, metavar="FILE", help=_("a MSEL as .xlsx, .xls, .ods or .csv")
    )
    to_import.add_argument(
        "--into",
        dest="plan",
        metavar="PLAN",
        required=True,
        help=_("an id or name, or the beginning of one"),
    )
    to_import.add_argument(
        "--mapping",
        type=Path,
        metavar="FILE",
        help=_("which column is what, as “--json” answers it under “mapping”"),
    )
    to_import.add_argument(
        "--dry-run", action="store_true", help=_("change nothing, only say what would be read")
    )
    _add_json(to_import)


def _add_opening(to: argparse.ArgumentParser, option: str = "--passphrase-file") -> None:
    to.add_argument(
        option,
        dest="opening",
        type=Path,
        metavar=_("FILE"),
        help=_("where the passphrase is that opens a sealed file, or your own keys (- to type it)"),
    )
    to.set_defaults(opening_option=option)


def _add_seal(to: argparse.ArgumentParser, *options: str) -> None:
    seal = to.add_mutually_exclusive_group()
    seal.add_argument(
        *options,
        dest="sealing",
        type=Path,
        metavar=_("FILE"),
        help=_("seal with the passphrase on the first line of this file (- to type it)"),
    )
    seal.add_argument(
        "--to",
        action="append",
        type=_text,
        metavar=_("CONTACT"),
        help=_("seal for a contact, by name or e-mail; may be given more than once"),
    )
    to.add_argument("--sign", action="store_true", help=_("sign with your own key"))
    to.add_argument(
        "--key-passphrase-file",
        type=Path,
        metavar=_("FILE"),
        help=_("where the passphrase of your own keys is, to sign"),
    )


def _add_audience(export: argparse.ArgumentParser) -> None:
    export.add_argument(
        "--audience",
        choices=tuple(AUDIENCES),
        default=PLANNERS,
        help=_("for whom: any other than planners makes a release copy"),
    )


def _add_contacts(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    keys = _command(commands, "keys", jobs.keys, _("print your contact card, for partners"))
    keys.add_argument(
        "--make",
        type=Path,
        metavar=_("FILE"),
        help=_("first make your own keys, under the passphrase in this file"),
    )
    for name, meaning in (
        ("name", _("your name and rank, for your partners")),
        ("organization", _("your organization")),
        ("email", _("your e-mail address")),
    ):
        keys.add_argument(f"--{name}", type=_text, metavar=_("TEXT"), help=meaning)
    summary = _("list your contacts, with the digits to compare over the telephone")
    contacts = _command(commands, "contacts", jobs.list_contacts, summary)
    contacts.add_argument(
        "--add",
        action="append",
        type=Path,
        metavar=_("FILE"),
        help=_("read in a contact card"),
    )
    contacts.add_argument(
        "--replace-keys",
        action="store_true",
        help=_("accept a card that replaces the keys of a contact"),
    )
    summary = _("list what was sent to whom and what was received, newest first")
    letters = _command(commands, "letters", jobs.list_letters, summary)
    letters.add_argument(
        "plan",
        metavar="PLAN",
        nargs="?",
        help=_("of one plan only: an id or name, or the beginning of one"),
    )
    _add_json(letters)


def _start(words: str) -> datetime | date:
    """Return the start that was written; a date alone means the usual hour of that day."""
    from desktop.exchange.row_rules import is_start

    try:
        start = datetime.fromisoformat(words)
    except ValueError:
        start = None
    if start is None or start.tzinfo or not is_start(start.isoformat(timespec="minutes")):
        message = _("“{words}” is not a local date and time. Write it as 2026-01-12T07:00.")
        raise argparse.ArgumentTypeError(message.format(words=words))
    return start.date() if len(words) <= DATE_LENGTH else start


def _moment(words: str) -> datetime:
    """Return a moment that was written in local time, or with its own offset."""
    try:
        return datetime.fromisoformat(words).astimezone()
    except (ValueError, OverflowError) as error:
        message = _("“{words}” is not a local date and time. Write it as 2026-01-12T07:00.")
        raise argparse.ArgumentTypeError(message.format(words=words)) from error


def _zone(words: str) -> str:
    from desktop.exchange.row_rules import is_zone

    if not is_zone(words):
        message = _("“{zone}” is not a time zone. Write it as America/Panama.")
        raise argparse.ArgumentTypeError(message.format(zone=words))
    return words


def _text(words: str) -> str:
    from desktop.exchange.row_rules import is_text

    if not words.strip() or not is_text(words):
        raise argparse.ArgumentTypeError(_("it is empty, or holds what no text can"))
    return words.strip()


def _documents(words: str) -> list[str]:
    from desktop.packets.packet import DOCUMENTS

    chosen = [name.strip() for name in words.split(",") if name.strip()]
    unknown = [name for name in chosen if name not in DOCUMENTS]
    if unknown or not chosen:
        message = _("there is no document “{name}”; there are: {known}")
        known = ", ".join(DOCUMENTS)
        raise argparse.ArgumentTypeError(message.format(name=", ".join(unknown), known=known))
    return list(dict.fromkeys(chosen))
