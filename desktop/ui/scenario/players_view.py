"""The scenario as players see it: only what they may read, in both languages."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser

from db.open_plan import OpenPlan
from db.tables import Attachment, ScenarioSection, SimulatedActor
from db.text import LANGUAGES, Language, Text
from desktop.language import N_, _, ngettext, spoken, translate
from desktop.planning.moments import clock_of, relative
from desktop.planning.terms import ACTOR_KINDS
from desktop.ui.scenario.picture_cache import image_of
from desktop.ui.theme import colors

PICTURE = QSize(720, 420)
ACTORS = N_("Who is who")


class PlayersView(QTextBrowser):
    """A page to read. What players may not see is not in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("As players see it"))
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_plan(self, plan: OpenPlan) -> None:
        """Show the scenario of a plan to players."""
        at = self.verticalScrollBar().value()
        document = QTextDocument(self)
        document.setDocumentMargin(24)
        languages = sorted(LANGUAGES, key=lambda one: one != spoken())
        if plan.row.languages in LANGUAGES:
            languages = [one for one in LANGUAGES if one == plan.row.languages]
        sections = plan.rows(ScenarioSection)
        actors = plan.rows(SimulatedActor)
        parts = []
        for section in sections:
            if section.for_players:
                parts.append(_section(plan, section, languages))
                parts += _pictures(plan, section, document, languages)
        seen = [actor for actor in actors if actor.for_players]
        if seen:
            parts.append(_row(languages, [_head(translate(ACTORS, one)) for one in languages]))
            parts += [_actor(actor, languages) for actor in seen]
        hidden = sum(not row.for_players for row in sections) + len(actors) - len(seen)
        if not parts:
            parts.append(f"<p>{escape(_('Players may see nothing of the scenario yet.'))}</p>")
        told = ngettext(
            "{count} part is hidden from players.", "{count} parts are hidden from players.", hidden
        ).format(count=hidden)
        quiet = colors().quiet
        foot = f'<p style="color: {quiet}">{escape(told)}</p>' if hidden else ""
        document.setHtml("".join(parts) + foot)
        self.setDocument(document)
        self.verticalScrollBar().setValue(at)


def _row(languages: list[Language], cells: list[str]) -> str:
    width = 100 // len(languages)
    inside = "".join(
        f'<td width="{width}%" style="padding-right: 24px; vertical-align: top">{cell}</td>'
        for cell in cells
    )
    return f'<table width="100%" cellspacing="0"><tr>{inside}</tr></table>'


def _head(text: str) -> str:
    return f'<p style="font-size: 18px; font-weight: 600; margin-top: 16px">{escape(text)}</p>'


def _prose(text: Text, language: Language) -> str:
    words = escape(text.best(language)).replace("\n", "<br>")
    style = "font-style: italic; " if text.has_fallen_back(language) else ""
    return f'<p style="{style}font-size: 15px; line-height: 130%">{words}</p>'


def _section(plan: OpenPlan, row: ScenarioSection, languages: list[Language]) -> str:
    cells = []
    for language in languages:
        title = row.title.best(language)
        if row.offset_minutes is not None:
            title += f" · {relative(row.offset_minutes, clock_of(plan.row))}"
        cells.append(_head(title) + _prose(row.narrative, language))
    return _row(languages, cells)


def _actor(row: SimulatedActor, languages: list[Language]) -> str:
    cells = []
    for language in languages:
        kind = translate(ACTOR_KINDS.get(row.kind, row.kind), language)
        name = f"<p><b>{escape(row.name.best(language))}</b> · {escape(kind)}</p>"
        cells.append(name + _prose(row.description, language))
    return _row(languages, cells)


def _pictures(
    plan: OpenPlan, section: ScenarioSection, document: QTextDocument, languages: list[Language]
) -> list[str]:
    parts = []
    for row in plan.children(Attachment, "section_id", section.id):
        if row.for_players:
            url = QUrl(f"attachment:{row.id}")
            image = image_of(plan, row, PICTURE)
            document.addResource(QTextDocument.ResourceType.ImageResource, url, image)
            parts.append(f'<p><img src="{url.toString()}"></p>')
            if row.caption:
                parts.append(_row(languages, [_prose(row.caption, one) for one in languages]))
    return parts
