"""Who takes part: organizations by nation, their part and their number of persons."""

from __future__ import annotations

from db.reader import PlanReader
from db.tables import Organization, Participation
from db.text import LANGUAGES, Language, Text
from desktop.language import N_, in_language, ngettext, translate
from desktop.packets.activities import organization_label
from desktop.packets.fonts import printable
from desktop.packets.wording import Wording
from desktop.planning.terms import COUNTRIES, PARTICIPATION_ROLES

NATION = N_("{nation} ({total}): {organizations}.")
NATION_WITHOUT_NUMBER = N_("{nation}: {organizations}.")


def participants(reader: PlanReader) -> Text:
    """Return the participating organizations in both languages, a line per nation."""
    return Text(*(_participants(reader, language) for language in LANGUAGES))


def _participants(reader: PlanReader, language: Language) -> str:
    wording = Wording(language)
    nations: dict[str, list[tuple[Organization, Participation]]] = {}
    for part in reader.rows(Participation):
        organization = reader.get(Organization, part.organization_id)
        if organization is not None:
            nations.setdefault(organization.country, []).append((organization, part))
    order = list(COUNTRIES)
    lines = []
    for country in sorted(nations, key=lambda c: (order.index(c) if c in order else 99, c)):
        entries = [_entry(organization, part, wording) for organization, part in nations[country]]
        total = sum(part.headcount for _, part in nations[country])
        nation = translate(COUNTRIES[country], language) if country in COUNTRIES else country
        message = NATION if total else NATION_WITHOUT_NUMBER
        with in_language(language):
            persons = ngettext("{count} person", "{count} persons", total)
        [line] = wording.each(
            message,
            nation=printable(nation) or "–",
            total=persons.format(count=total),
            organizations=", ".join(entries),
        )
        lines.append(line)
    return "\n".join(lines)


def _entry(organization: Organization, part: Participation, wording: Wording) -> str:
    name = organization_label(organization, wording)
    about = []
    if part.role in {"host", "sponsor"}:
        about.append(wording.label(PARTICIPATION_ROLES[part.role]).lower())
    if part.headcount:
        about.append(str(part.headcount))
    return f"{name} ({', '.join(about)})" if about else name
