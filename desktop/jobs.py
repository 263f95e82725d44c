"""What Istmo does without a window: one function for each subcommand of `istmo`.

Each takes the parsed command line, writes its answer to standard output and returns the
exit code. What each job needs is imported by it, so that every one of them starts quickly.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.language import _, ngettext
from desktop.places import library_path

if TYPE_CHECKING:
    from db.library import Library
    from db.open_plan import OpenPlan
    from desktop.planning.review import Finding

Job = Callable[[Namespace], int]
DONE, FOUND = 0, 1


class Refused(Exception):
    """The job cannot be done; the message is a sentence for the person who asked."""


def list_plans(options: Namespace) -> int:
    """Print the plans of the library, one a line, or as JSON."""
    from desktop.plan_outline import plan_line

    with _library(options) as library:
        plans = library.plans()
        if options.json:
            _say_json([_plan_head(plan) for plan in plans])
            return DONE
        for plan in plans:
            _say(plan_line(plan))
        if not plans:
            _note(_("The library holds no plans yet. Make one with “istmo new”."))
    return DONE


def list_templates(options: Namespace) -> int:
    """Print the templates that a plan can begin from."""
    from desktop.language import spoken
    from desktop.planning.templates import templates

    known = templates()
    if options.json:
        _say_json([{"id": t.id, "kind": t.kind, "name": t.name.as_dict()} for t in known])
        return DONE
    width = max(len(template.id) for template in known)
    for template in known:
        _say(f"{template.id:<{width}}  {template.name.best(spoken())}")
    return DONE


def new(options: Namespace) -> int:
    """Add a plan made from a template and print its id."""
    from db.text import Text
    from desktop.planning.templates import blank, new_plan, templates
    from desktop.planning.terms import PLAN_KINDS

    known = {t.id: t for t in (*templates(), blank("exercise"), blank("workshop"))}
    chosen = options.template or f"blank-{options.kind}"
    template = known.get(chosen)
    if template is not None and template.kind != options.kind:
        message = _("The template “{id}” is for another kind of plan: {kind}.")
        raise Refused(message.format(id=chosen, kind=_(PLAN_KINDS[template.kind])))
    start = options.start
    if not isinstance(start, datetime):
        usual = time.fromisoformat(template.start_time if template else "08:00")
        start = datetime.combine(start, usual)
    name = Text(options.name, options.name_es or options.name)
    with _library(options) as library:
        plan = new_plan(
            library, chosen, name=name, start=start, zone=options.zone, code=options.code or ""
        )
        _say(plan.id)
    return DONE


def show(options: Namespace) -> int:
    """Print what a plan holds, in words or as JSON."""
    with _plan(options) as plan:
        if options.json:
            from desktop.exchange.plan_json import plan_as_json

            _say_json(plan_as_json(plan))
            return DONE
        from desktop.plan_outline import outline

        for line in outline(plan):
            _say(line)
    return DONE


def check(options: Namespace) -> int:
    """Print what is missing or contradictory in a plan; tell by the exit code."""
    from desktop.planning.clashes import clashes_of
    from desktop.planning.review import findings_of

    with _plan(options) as plan:
        today = datetime.now().astimezone().date()
        findings = findings_of(plan, today=today, clashes=clashes_of(plan.library, plan))
    if options.json:
        _say_json([_finding_as_json(finding) for finding in findings])
    else:
        _say_findings(findings)
    return FOUND if any(finding.accepted is None for finding in findings) else DONE


def print_plan(options: Namespace) -> int:
    """Print documents of a plan to a PDF file."""
    from desktop.packets.packet import print_packet

    with _plan(options) as plan:
        check_output(options.output)
        print_packet(
            plan,
            options.document,
            language=options.language,
            paper=options.paper,
            path=options.output,
        )
    return DONE


def export(options: Namespace) -> int:
    """Write a plan to a plan file, or what it holds to a spreadsheet or a calendar file."""
    suffix = options.output.suffix.casefold()
    if suffix in {".xls", ".ods"}:
        raise Refused(_("Spreadsheets are written as .xlsx or .csv."))
    if suffix in {".xlsx", ".csv", ".ics"} and _asks_for_seal(options):
        raise Refused(_("Only plan files (.istmo) are sealed, signed, or made for an audience."))
    with _plan(options) as plan:
        check_output(options.output)
        if suffix == ".xlsx":
            from desktop.exchange.spreadsheets.workbook_writer import write_workbook

            write_workbook(plan, options.output)
        elif suffix == ".csv":
            from desktop.exchange.spreadsheets.csv_writer import write_csv

            write_csv(plan, options.output)
        elif suffix == ".ics":
            from desktop.exchange.calendar_file import write_calendar

            write_calendar(plan, options.output, injects=options.injects)
        else:
            from desktop.exchange.release_notices import notices_of
            from desktop.seal_jobs import send

            with passphrases():
                send(plan, options, author=plan.library.author)
            for notice in notices_of(plan, options.audience):
                _note(notice)
    return DONE


def import_file(options: Namespace) -> int:
    """Bring the injects of a spreadsheet into a plan, or say what that would bring."""
    from desktop.exchange.spreadsheets.arrival import Arrival
    from desktop.exchange.spreadsheets.reading_json import change_sentence
    from desktop.plan_reference import is_file

    if is_file(options.plan):
        raise Refused(_("Injects are brought into a plan of the library, not into a plan file."))
    with _plan(options) as plan:
        arrival = Arrival.of(plan, options.file, mapping_file=options.mapping)
        answer = arrival.as_json()
        done = not options.dry_run
        added = arrival.arrive() if done else arrival.expected()
    if options.json:
        _say_json({**answer, "dry_run": options.dry_run, "added": added})
    else:
        for inject in arrival.lines():
            _say(inject)
    for each in arrival.reading.unreadable:
        message = _("{sheet}, row {row}: {reason}")
        _note(message.format(sheet=each.sheet, row=each.row, reason=each.reason))
    for change in arrival.conflicts:
        _note(_("Not taken over: {change}").format(change=change_sentence(change)))
    if arrival.already_here:
        count = len(arrival.already_here)
        said = ngettext(
            "{count} inject is in the plan already",
            "{count} injects are in the plan already",
            count,
        )
        _note(said.format(count=count))
    if done:
        said = ngettext("{count} inject added", "{count} injects added", added)
    else:
        said = ngettext("{count} inject would be added", "{count} injects would be added", added)
    _note(said.format(count=added))
    return DONE


def open_file(options: Namespace) -> int:
    """Bring the plan of a plan file into the library and print its id."""
    from db.arrival import PlanAlreadyHere
    from desktop.apology import NEWER_PLAN_FILE, apology
    from desktop.exchange.seal.post import take_in
    from desktop.exchange.seal.words import RELEASE_COPY
    from desktop.planning.starter import prepare
    from desktop.seal_jobs import read_file

    with _library(options) as library:
        with passphrases():
            opened = read_file(options, library)
        if opened.plan_file.newer:
            _note(_(NEWER_PLAN_FILE))
        if opened.plan_file.is_release_copy:
            _note(_(RELEASE_COPY))
        if opened.signer.signature is not None:
            _note(opened.signer.sentence)
        prepare(library)
        try:
            plan = take_in(library, opened, as_copy=options.copy)
        except PlanAlreadyHere as error:
            message = _("{sentence} The option --copy does that.")
            raise Refused(message.format(sentence=apology(error))) from error
        _say(plan.id)
    return DONE


def keys(options: Namespace) -> int:
    """Make the planner's own keys, or print the contact card with their public parts."""
    from desktop.exchange.seal.contact_card import card_of
    from desktop.seal_jobs import introduce, make_own_keys, own_card

    with _library(options) as library, passphrases():
        introduce(library, options)
        if options.make:
            make_own_keys(options.make)
        _say(card_of(own_card(library)).rstrip())
    return DONE


def list_contacts(options: Namespace) -> int:
    """Print the contacts, one a line, after adding those on the cards that were named."""
    from db.correspondence import contacts
    from desktop.exchange.seal.contact_card import digits_of
    from desktop.seal_jobs import read_card

    with _library(options) as library:
        with passphrases():
            for path in options.add or ():
                read_card(library, path, replace=options.replace_keys)
        for contact in contacts(library):
            verified = _("verified") if contact.verified else _("not verified")
            _say(f"{contact.signs_as}  {contact.email}  {digits_of(contact)}  {verified}")
    return DONE


def list_letters(options: Namespace) -> int:
    """Print what was sent and received, of all plans or of one, newest first."""
    from db.correspondence import letters
    from desktop.exchange.letter_list import letter_as_json, letter_line, names_in
    from desktop.plan_reference import AmbiguousPlan, find_plan

    with _library(options) as library:
        found = letters(library)
        if options.plan is not None:
            try:
                plan_id = find_plan(library, options.plan).id
            except AmbiguousPlan as error:
                raise Refused(str(error)) from error
            found = [letter for letter in found if letter.plan_id == plan_id]
        names = names_in(library)
        if options.json:
            _say_json([letter_as_json(letter, names) for letter in found])
            return DONE
        for letter in found:
            _say(letter_line(letter, names))
        if not found:
            _note(_("Nothing has been sent or received yet."))
    return DONE


def print_samples(options: Namespace) -> int:
    """Print the sample plans' packets into a folder and name the files."""
    from desktop.samples import print_samples_to

    for path in print_samples_to(options.output):
        _say(str(path))
    return DONE


def open_window(options: Namespace) -> int:
    """Open the window."""
    from desktop import window

    try:
        return window.open_window(options.library)
    except ImportError as error:
        message = _("The window cannot open, because a part of the system is missing: {reason}")
        raise Refused(message.format(reason=error)) from error


@contextmanager
def _library(options: Namespace) -> Iterator[Library]:
    from db.library import Library

    library = Library.open(options.library or library_path())
    try:
        yield library
    finally:
        library.close()


@contextmanager
def _plan(options: Namespace) -> Iterator[OpenPlan]:
    from desktop.plan_reference import AmbiguousPlan, find_plan, is_file, plan_in_file

    if is_file(options.plan):
        from desktop.sealed_input import SealedInput

        with passphrases(), plan_in_file(Path(options.plan), SealedInput(options).read) as plan:
            yield plan
        return
    with _library(options) as library:
        try:
            found = find_plan(library, options.plan)
        except AmbiguousPlan as error:
            raise Refused(str(error)) from error
        yield found


def _asks_for_seal(options: Namespace) -> bool:
    from desktop.exchange.audiences import PLANNERS

    sealed = bool(options.sealing or options.to)
    return sealed or options.sign or options.audience != PLANNERS or options.cover is not None


@contextmanager
def passphrases() -> Iterator[None]:
    """Say in a sentence that a passphrase or a name was not where it should be."""
    from desktop.seal_jobs import NotSaid

    try:
        yield
    except NotSaid as error:
        raise Refused(str(error)) from error


def check_output(path: Path) -> None:
    """Raise OSError, before the work is done, when the result could not be put there."""
    if path.is_dir():
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not path.absolute().parent.is_dir():
        raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), str(path.absolute().parent))


def _plan_head(plan: Any) -> dict[str, Any]:
    return {
        "id": plan.id,
        "kind": plan.kind,
        "type": plan.type,
        "code": plan.code,
        "name": plan.name.as_dict(),
        "status": plan.status,
        "start": plan.start,
        "duration_minutes": plan.duration_minutes,
        "zone": plan.zone,
    }


def _finding_as_json(finding: Finding) -> dict[str, Any]:
    return {
        "key": finding.key,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message.as_dict(),
        "table": finding.table,
        "row_id": finding.row_id,
        "field": finding.field,
        "accepted": finding.accepted,
    }


def _say_findings(findings: list[Finding]) -> None:
    from desktop.language import spoken

    words = {"error": _("Error"), "warning": _("Warning"), "hint": _("Hint")}
    for finding in findings:
        sentence = finding.message.best(spoken())
        if finding.accepted is not None:
            accepted = _("accepted: {reason}").format(reason=finding.accepted)
            sentence = f"{sentence} ({accepted})"
        _say(f"{words[finding.severity]}: {sentence}")
    count = sum(finding.accepted is None for finding in findings)
    if count:
        _note(ngettext("{count} finding", "{count} findings", count).format(count=count))
    else:
        _note(_("Nothing to mend."))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _say_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _note(sentence: str) -> None:
    """Say something that is not part of the answer, to standard error."""
    sys.stderr.write(f"{sentence}\n")
