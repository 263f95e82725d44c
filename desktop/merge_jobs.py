"""`istmo diff` and `istmo merge`: plan files compared and merged without a window."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.jobs import DONE, FOUND, Refused, check_output, passphrases
from desktop.language import _, ngettext
from desktop.places import library_path
from desktop.written_file import write_whole

if TYPE_CHECKING:
    from db.library import Library
    from db.open_plan import OpenPlan
    from desktop.exchange.merge import MergeReview
    from desktop.exchange.merge_compare import Comparison, State
    from desktop.planning.told_changes import ToldState
    from desktop.sealed_input import SealedInput


@dataclass(frozen=True, slots=True)
class _Mine:
    """The copy that others are merged into, in a library of its own in memory.

    `origin` is the plan in the planner's library; None when the library does not have it.
    """

    library: Library
    plan: OpenPlan
    author: str
    origin: OpenPlan | None


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a comparison, and how a report tells what it is."""

    state: State
    told: ToldState


def diff(options: Namespace) -> int:
    """Print what leads from one state of a plan to another; tell by the exit code."""
    from desktop.exchange.merge_compare import compare

    if options.pdf is not None:
        check_output(options.pdf)
    with _states(options) as (before, after):
        comparison = compare(before.state, after.state)
        if options.pdf is not None:
            _print(comparison, before.told, after.told, options)
        if options.json:
            from desktop.exchange.merge_json import comparison_as_json

            answer = json.dumps(comparison_as_json(comparison), ensure_ascii=False, indent=2)
            sys.stdout.write(f"{answer}\n")
        else:
            _tell(comparison)
    return DONE if comparison.is_empty else FOUND


def merge(options: Namespace) -> int:
    """Merge plan files into a copy of a plan and write the result to a plan file.

    A conflict stops it before anything but the report is written, unless the options say
    which side is preferred.
    """
    from desktop.exchange.merge import analyze, finish
    from desktop.exchange.refusals import OtherPlan
    from desktop.seal_jobs import send
    from desktop.sealed_input import SealedInput

    check_output(options.output)
    if options.report is not None:
        check_output(options.report)
    reviews: list[MergeReview] = []
    sealed = SealedInput(options)
    with passphrases(), _mine(options, sealed) as mine:
        files = [sealed.read(path) for path in options.theirs]
        for plan_file in files:
            if plan_file.plan_id != mine.plan.id and not plan_file.is_release_copy:
                raise OtherPlan(plan_file.name)
            review = analyze(mine.library, plan_file)
            reviews.append(review)
            finish(mine.library, review, otherwise=options.prefer or "later")
        conflicts = sum(len(review.conflicts) for review in reviews)
        if options.report is not None:
            _write_report(options.report, reviews)
        if conflicts and options.prefer is None:
            message = ngettext(
                "{count} conflict: both changed the same. Nothing was written. The option"
                " --prefer decides, --report lists it.",
                "{count} conflicts: both changed the same. Nothing was written. The option"
                " --prefer decides, --report lists them.",
                conflicts,
            )
            raise Refused(message.format(count=conflicts))
        send(mine.plan, options, author=mine.author, origin=mine.origin)
    return DONE


@contextmanager
def _states(options: Namespace) -> Iterator[tuple[_Side, _Side]]:
    from desktop.exchange.change_report import told_past, told_plan
    from desktop.exchange.merge_compare import state_at, state_of_plan
    from desktop.sealed_input import SealedInput

    if (options.after is None) == (options.at is None):
        raise Refused(_("Name a second plan or file to compare with, or a moment with --at."))
    if options.at is not None:
        with _plan(options, options.before) as plan:
            try:
                earlier = state_at(plan, options.at)
            except LookupError as error:
                message = _("The plan was not in this library yet at {moment}.")
                moment = options.at.isoformat(" ", "minutes")
                raise Refused(message.format(moment=moment)) from error
            past = _Side(earlier, told_past(options.at))
            yield past, _Side(state_of_plan(plan), told_plan())
        return
    sealed = SealedInput(options)
    with (
        passphrases(),
        _state(options, options.before, sealed) as before,
        _state(options, options.after, sealed) as after,
    ):
        yield before, after


@contextmanager
def _state(options: Namespace, reference: str, sealed: SealedInput) -> Iterator[_Side]:
    from desktop.exchange.change_report import told_file, told_plan
    from desktop.exchange.merge_compare import state_of_file, state_of_plan
    from desktop.plan_reference import is_file

    if is_file(reference):
        plan_file = sealed.read(Path(reference))
        yield _Side(state_of_file(plan_file), told_file(plan_file))
        return
    with _plan(options, reference) as plan:
        yield _Side(state_of_plan(plan), told_plan())


@contextmanager
def _plan(options: Namespace, reference: str) -> Iterator[OpenPlan]:
    from db.library import Library
    from desktop.plan_reference import AmbiguousPlan, find_plan, is_file

    if is_file(reference):
        raise Refused(_("Only a plan of the library has a past to compare with."))
    library = Library.open(options.library or library_path())
    try:
        yield find_plan(library, reference)
    except AmbiguousPlan as error:
        raise Refused(str(error)) from error
    finally:
        library.close()


@contextmanager
def _mine(options: Namespace, sealed: SealedInput) -> Iterator[_Mine]:
    from db.departure import departing_contents, departing_rows
    from db.library import Library
    from db.past import departing_past
    from desktop.exchange.plan_file import PlanFile, open_plan_file
    from desktop.exchange.refusals import ReleaseCopyOnly
    from desktop.plan_reference import is_file

    library = Library.in_memory()
    try:
        if is_file(options.mine):
            plan_file = sealed.read(Path(options.mine))
            if plan_file.is_release_copy:
                raise ReleaseCopyOnly(plan_file.name)
            plan = open_plan_file(library, plan_file)
            with _remembered(options, plan.id) as origin:
                yield _Mine(library, plan, plan_file.exported_by, origin)
            return
        with _plan(options, options.mine) as origin:
            rows, contents = tuple(departing_rows(origin)), departing_contents(origin)
            author = origin.library.author
            past = departing_past(origin, rows, author)
            taken = PlanFile(
                options.mine, author, newer=False, rows=rows, contents=contents, past=past
            )
            yield _Mine(library, open_plan_file(library, taken), author, origin)
    finally:
        library.close()


@contextmanager
def _remembered(options: Namespace, plan_id: str) -> Iterator[OpenPlan | None]:
    """Give the plan as the planner's library has it, if there is one that does."""
    from db.errors import LibraryError
    from db.library import Library

    path = options.library or library_path()
    if not path.exists():
        yield None
        return
    try:
        library = Library.open(path)
    except LibraryError:
        # The merge itself needs no library.
        yield None
        return
    try:
        yield _plan_in(library, plan_id)
    finally:
        library.close()


def _plan_in(library: Library, plan_id: str) -> OpenPlan | None:
    from db.errors import UnknownPlan

    try:
        return library.open_plan(plan_id)
    except UnknownPlan:
        return None


def _write_report(path: Path, reviews: list[MergeReview]) -> None:
    from desktop.exchange.merge_json import review_as_json

    parts = [review_as_json(review) for review in reviews]
    report: dict[str, Any] = {"files": [part["file"] for part in parts]}
    for name in ("incoming", "conflicts", "brought_back"):
        report[name] = [{**entry, "file": part["file"]} for part in parts for entry in part[name]]
    text = json.dumps(report, ensure_ascii=False, indent=2)
    write_whole(path, f"{text}\n".encode())


def _print(comparison: Comparison, before: ToldState, after: ToldState, options: Namespace) -> None:
    from desktop.exchange.change_report import report_of
    from desktop.packets.change_report import print_change_report

    language = options.language
    report = report_of(comparison, before, after, first="es" if language == "es" else "en")
    print_change_report(report, language=language, paper=options.paper, path=options.pdf)


def _tell(comparison: Comparison) -> None:
    """Print changes by section, each with its fields before and after."""
    from desktop.exchange.change_entries import EntryWriter
    from desktop.exchange.merge_wording import section_order

    writer = EntryWriter.of_comparison(comparison)
    order = section_order()
    entries = sorted(writer.told(comparison.changes), key=lambda entry: order[entry.section])
    for section, told in groupby(entries, lambda entry: entry.section):
        sys.stdout.write(f"{_(section)}\n")
        for entry in told:
            author = f"  ({entry.author})" if entry.author else ""
            sys.stdout.write(f"  {entry.title}{author}\n")
            if entry.consequence:
                sys.stdout.write(f"    {entry.consequence}\n")
            if entry.change is not None and entry.change.fields:
                for line in writer.lines(entry.change):
                    sys.stdout.write(f"    {line.label}: {line.before} → {line.after}\n")
    if comparison.is_empty:
        sys.stderr.write(_("There is no difference.") + "\n")
