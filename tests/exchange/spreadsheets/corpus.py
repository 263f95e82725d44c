"""Spreadsheets made to imitate real ones, and what a planner reads in each.

All are read for an exercise that starts on 12 January 2026 at 07:00 in Panama and lasts
three days. An inject is told as its row, number, moment and title; what is not read as the
row and words of the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from tests.exchange.spreadsheets.sheet_makers import ods, text, xls, xlsx

Inject = tuple[int, str, str, str]


@dataclass(frozen=True)
class Case:
    """A file: how it is made, and what is read."""

    name: str
    make: Callable[[Path], None]
    read: list[Inject]
    unreadable: list[tuple[int, str]] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    """Fields of columns by letter, those of interest."""
    first: dict[str, Any] = field(default_factory=dict)
    """Values of the first inject, texts in the sheet's language."""
    sheet: str = ""
    language: str = "en"
    others: tuple[str, ...] = ()


HSEEP: list[list[Any]] = [
    ["Event #", "Designated Scenario Time", "Inject Mode", "From", "To", "Message",
     "Expected Participant Response", "Exercise Objective", "Notes"],
    [1, "0900", "Phone", "ACP", "SENAN", "Collision at the anchorage. Two are injured.",
     "Send a patrol boat", "1", "Have the chart ready"],
    [2, "9:40 AM", "E-mail", "AMP", "SENAN", "Oil is seen.", "Notify AMP", "1, 2", None],
    [3, "1:05 PM", "VHF Radio", "M/V Aurora", "SENAN", "Fire on board", "Deploy", "2", None],
]  # fmt: skip

SPANISH: list[list[Any]] = [
    ["N.º", "Hora", "Medio", "De", "Para", "Mensaje", "Respuesta esperada", "Objetivo",
     "Observaciones"],
    ["1", "09h00", "Radio", "Capitán", "SENAN", "El buque informa una avería.",
     "Activa el puesto de mando", "Objetivo 1", "Con mapa"],
    ["2", "10:15", "Correo electrónico", "AMP", "SENAN", "Se solicita apoyo para el buque.",
     "Coordina con la AMP", "2", ""],
    ["3", "14:30 hrs", "Llamada", "Prensa", "SPI", "La prensa pregunta por los heridos.",
     "Responde el vocero", "1 y 2", ""],
]  # fmt: skip

LONG = (
    "A very long first sentence that goes on and on, about a fire at the pier and about all"
    " that follows from it. Then more."
)

FRENCH: list[list[Any]] = [
    ["N°", "Heure", "Moyen", "Émetteur", "Destinataire", "Intitulé", "Message",
     "Réaction attendue", "Objectif"],
    [1, "J+1 H+2 M-5", "Téléphone", "Capitainerie", "SENAN", "Collision", "Collision en rade",
     "Alerter", "1"],
    [2, "J-60", "Courriel", "État-major", "Joueurs", "Ordre préparatoire", "Voir annexe",
     "Accuser réception", None],
    [3, "26/01/2026 09h00", "Radio", "Navire", "SENAN", "Incendie", "Feu à bord", "Envoyer", "2"],
    [4, "12 janvier 2026 15h30", "Radio", "Navire", "SENAN", "Blessés", "Deux", "Évacuer", "2"],
]  # fmt: skip


def _notations() -> list[list[Any]]:
    return [
        ["Inject #", "Time", "Title"],
        ["1", "0900", "Military"],
        ["2", "9:00 AM", "Half day"],
        ["3", "12/01/2026 09h00", "Day and hour"],
        ["4", "121430Z JAN 26", "Zulu group"],
        ["5", "121430Z ENE 26", "Zulu group in Spanish"],
        ["6", "D+1 H+2:30", "Day and hours since"],
        ["7", "J-60", "Day before"],
        ["8", "J+1 H+2 M-5", "French"],
        ["9", "Día 2 08:30", "Numbered day"],
        ["10", "H+26:30", "Elapsed"],
        ["11", "2026-01-13T07:15", "ISO"],
        ["12", "13 de enero de 2026 08:00", "Spelled"],
        ["13", "Mon 12 Jan 2026, 10:00", "Weekday"],
        ["14", "0900-0930", "From and to"],
        ["15", "0900L", "Local letter"],
        ["16", "1430Z", "Zulu clock"],
        ["17", "STARTEX + 30 min", "From the start"],
        ["18", "ENDEX", "The end"],
        ["19", "T+1:15", "T plus"],
        ["20", "noon", "A word"],
        ["21", "Day Two 0830", "A number in words"],
        ["22", "D+1 / 0930", "A bar"],
        ["23", "13-ene-26 07:30", "Hyphens"],
        ["24", "09:30:00", "Seconds"],
        ["25", "12 jan 1100", "No year"],
        ["26", datetime(2026, 1, 12, 11, 30), "Typed"],
        ["27", time(11, 45), "Typed time"],
        ["28", 0.5, "Fraction"],
        ["29", 1330, "Number"],
        ["30", 46034.625, "Serial day"],
        ["31", timedelta(hours=30), "More than a day"],
        ["32", "on order", "None"],
        ["33", "25:99", "Impossible"],
        ["34", 31.7, "A number that is no time"],
        ["35", True, "A truth"],
    ]


_NOTATIONS_READ: list[Inject] = [
    (2, "1", "D 09:00", "Military"),
    (3, "2", "D 09:00", "Half day"),
    (4, "3", "D 09:00", "Day and hour"),
    (5, "4", "D 09:30", "Zulu group"),
    (6, "5", "D 09:30", "Zulu group in Spanish"),
    (7, "6", "D+1 09:30", "Day and hours since"),
    (8, "7", "D-60 07:00", "Day before"),
    (9, "8", "D+1 08:55", "French"),
    (10, "9", "D+1 08:30", "Numbered day"),
    (11, "10", "D+1 09:30", "Elapsed"),
    (12, "11", "D+1 07:15", "ISO"),
    (13, "12", "D+1 08:00", "Spelled"),
    (14, "13", "D 10:00", "Weekday"),
    (15, "14", "D 09:00", "From and to"),
    (16, "15", "D 09:00", "Local letter"),
    (17, "16", "D 09:30", "Zulu clock"),
    (18, "17", "D 07:30", "From the start"),
    (19, "18", "D+3 07:00", "The end"),
    (20, "19", "D 08:15", "T plus"),
    (21, "20", "D 12:00", "A word"),
    (22, "21", "D+1 08:30", "A number in words"),
    (23, "22", "D+1 09:30", "A bar"),
    (24, "23", "D+1 07:30", "Hyphens"),
    (25, "24", "D 09:30", "Seconds"),
    (26, "25", "D 11:00", "No year"),
    (27, "26", "D 11:30", "Typed"),
    (28, "27", "D 11:45", "Typed time"),
    (29, "28", "D 12:00", "Fraction"),
    (30, "29", "D 13:30", "Number"),
    (31, "30", "D 15:00", "Serial day"),
    (32, "31", "D+1 13:00", "More than a day"),
]


def many(count: int) -> list[list[Any]]:
    """Return a sheet of so many injects, six minutes apart beginning at STARTEX."""
    start = datetime(2026, 1, 12, 7)
    rows: list[list[Any]] = [
        ["Inject #", "Date and time", "Title", "Mode", "From", "To", "Message",
         "Expected response", "Objective", "Status"]
    ]  # fmt: skip
    rows += [
        [
            f"{number + 1:05}",
            start + timedelta(minutes=6 * number),
            f"Report {number + 1} of the patrol",
            ("Radio", "Phone", "E-mail", "In person")[number % 4],
            f"Patrol {number % 12}",
            "Operations center",
            f"The patrol reports contact {number + 1}, course and speed, and asks for orders.",
            "The operations center logs the report and decides.",
            str(number % 5 + 1),
            "Draft",
        ]
        for number in range(count)
    ]
    return rows


def _many_read(count: int) -> list[Inject]:
    read: list[Inject] = []
    for number in range(count):
        days, minutes = divmod(7 * 60 + 6 * number, 1440)
        day = f"D+{days}" if days else "D"
        moment = f"{day} {minutes // 60:02}:{minutes % 60:02}"
        title = f"Report {number + 1} of the patrol"
        read.append((number + 2, f"{number + 1:05}", moment, title))
    return read


_HSEEP_READ: list[Inject] = [
    (2, "1", "D 09:00", "Collision at the anchorage"),
    (3, "2", "D 09:40", "Oil is seen"),
    (4, "3", "D 13:05", "Fire on board"),
]
_SPANISH_READ: list[Inject] = [
    (2, "1", "D 09:00", "El buque informa una avería"),
    (3, "2", "D 10:15", "Se solicita apoyo para el buque"),
    (4, "3", "D 14:30", "La prensa pregunta por los heridos"),
]
_PLAIN: list[list[Any]] = [
    ["No.", "Time", "Event", "Message"],
    [1, "0800", "Start", "Begin"],
    [2, "0830", "Go", "On"],
]
_PLAIN_READ: list[Inject] = [(2, "1", "D 08:00", "Begin"), (3, "2", "D 08:30", "On")]


def separated(path: Path) -> None:
    """Write a text whose first line says what divides the cells, as Excel knows it."""
    text(path, _PLAIN, separator="|")
    path.write_bytes(b"sep=|\r\n" + path.read_bytes())


CASES = [
    Case(
        "hseep.xlsx",
        partial(xlsx, sheets={"MSEL": HSEEP}),
        _HSEEP_READ,
        fields=dict(zip("ABCDEFGHI", (
            "number", "time", "mode", "sender", "receiver", "message", "expected_response",
            "objectives", "notes"), strict=True)),
        first={"mode": "telephone", "sender": "ACP", "receiver": "SENAN", "objectives": "1",
               "expected_response": "Send a patrol boat", "notes": "Have the chart ready",
               "message": "Collision at the anchorage. Two are injured."},
    ),
    Case(
        "mitre.xlsx",
        partial(xlsx, sheets={"Inject List": [
            ["Control Number", "Scenario Time", "Event Name", "Inject Description",
             "Delivery Method", "Source", "Target Audience", "Expected Outcome",
             "Responsible Controller", "Status"],
            ["C-101", datetime(2026, 1, 12, 8, 0), "Phishing", "A mail arrives with a link",
             "Email", "Red cell", "SOC", "Report it", "White cell", "Approved"],
            ["C-102", datetime(2026, 1, 12, 8, 20), "Ransom note", "Screens are locked",
             "Carrier pigeon", "Red cell", "SOC", "Isolate", "White cell", "Sync"],
        ]}),
        [(2, "C-101", "D 08:00", "Phishing"), (3, "C-102", "D 08:20", "Ransom note")],
        fields={"B": "time", "C": "title", "D": "message", "E": "mode", "F": "sender",
                "G": "receiver", "H": "expected_response", "I": "controller", "J": "status"},
        first={"mode": "e-mail", "status": "approved", "controller": "White cell"},
    ),
    Case(
        "both clocks.xlsx",
        partial(xlsx, sheets={"MSEL": [
            ["Inject Number", "Exercise Time", "Designated Scenario Time", "Inject Title"],
            ["1", "0900", "D+3 0900", "Outbreak"],
        ]}),
        [(2, "1", "D 09:00", "Outbreak")],
        fields={"B": "time", "C": "scenario_time"},
        first={"scenario_minutes": 3 * 1440 + 120},
    ),
    Case(
        "lista.xlsx",
        partial(xlsx, sheets={"Inyectos": SPANISH}),
        _SPANISH_READ,
        language="es",
        first={"mode": "radio", "sender": "Capitán", "objectives": "Objetivo 1",
               "notes": "Con mapa"},
    ),
    Case(
        "liste.xlsx",
        partial(xlsx, sheets={"Injects": FRENCH}),
        [(2, "1", "D+1 08:55", "Collision"), (3, "2", "D-60 07:00", "Ordre préparatoire"),
         (4, "3", "D+14 09:00", "Incendie"), (5, "4", "D 15:30", "Blessés")],
        first={"mode": "telephone", "sender": "Capitainerie", "expected_response": "Alerter"},
    ),
    Case(
        "notations.xlsx",
        partial(xlsx, sheets={"MSEL": _notations()}),
        _NOTATIONS_READ,
        [(33, "on order"), (34, "25:99"), (35, "31.7"), (36, "TRUE")],
    ),
    Case(
        "no headings.csv",
        partial(text, rows=[
            ["101", "0900", "Radio", "SENAN", "ACP",
             "Vessel aground near the breakwater and asking for a tug",
             "Send a tug and set up a safety zone at once"],
            ["102", "0930", "Phone", "AMP", "SENAN",
             "Agent of the vessel calls about the crew and the cargo",
             "Keep the agent informed every thirty minutes"],
            ["103", "1015", "E-mail", "SPI", "ACP",
             "Ministry asks for a written report before noon",
             "Write the report and send it to the ministry"],
        ]),
        [(1, "101", "D 09:00", "Vessel aground near the breakwater and asking for a tug"),
         (2, "102", "D 09:30", "Agent of the vessel calls about the crew and the cargo"),
         (3, "103", "D 10:15", "Ministry asks for a written report before noon")],
        fields={"A": "number", "B": "time", "C": "mode", "F": "message",
                "G": "expected_response"},
        first={"mode": "radio"},
    ),
    Case(
        "no headings.xlsx",
        partial(xlsx, sheets={"Sheet1": [
            [datetime(2026, 1, 12, 9, 0), "Alarm at the terminal"],
            [datetime(2026, 1, 12, 9, 30), "Guards report an open gate"],
        ]}),
        [(1, "", "D 09:00", "Alarm at the terminal"),
         (2, "", "D 09:30", "Guards report an open gate")],
    ),
    Case(
        "merged.xlsx",
        partial(xlsx, sheets={"MSEL": [
            ["Day", "Time", "Storyline", "Inject"],
            ["Day 1", "0900", "Collision", "First"],
            [None, "1000", None, "Second"],
            ["Day 2", "0900", None, "Third"],
            [None, "1000", "Oil", "Fourth"],
        ]}, merged=["A2:A3", "A4:A5", "C2:C4"]),
        [(2, "", "D 09:00", "First"), (3, "", "D 10:00", "Second"), (4, "", "D+1 09:00", "Third"),
         (5, "", "D+1 10:00", "Fourth")],
        first={"storyline": "Collision"},
    ),
    Case(
        "two rows of headings.xlsx",
        partial(xlsx, sheets={"MSEL": [
            ["Inject", None, "Message", None, None, "Expected response"],
            ["Number", "Time", "From", "To", "Text", None],
            ["7", "0900", "ACP", "SENAN", "Ship aground", "Answer"],
            ["8", "0930", None, None, None, None],
        ]}, merged=["A1:B1", "C1:E1", "F1:F2"]),
        [(3, "7", "D 09:00", "Ship aground")],
        [(4, "neither a title nor a message")],
        fields={"A": "number", "B": "time", "C": "sender", "D": "receiver", "E": "message",
                "F": "expected_response"},
    ),
    Case(
        "several sheets.xlsx",
        partial(xlsx, sheets={
            "Cover": [["Exercise Escudo"], ["MSEL version 7"]],
            "Contacts": [["Name", "Phone", "Notes"], ["Ana", "555", "x"], ["Luis", "556", "y"]],
            "Master MSEL": HSEEP,
            "Lists": [["Mode", "Status", "Time"], ["Radio", "Draft", "AM"]],
        }),
        _HSEEP_READ,
        sheet="Master MSEL",
        others=("Cover", "Contacts", "Lists"),
    ),
    Case(
        "titles above.xlsx",
        partial(xlsx, sheets={"Hoja1": [
            ["EJERCICIO ESCUDO MARÍTIMO 2026"],
            ["Lista maestra de eventos del escenario"],
            [None],
            ["Fecha de actualización:", date(2025, 12, 1)],
            *SPANISH,
        ]}, merged=["A1:I1", "A2:I2"]),
        [(row + 4, number, moment, title) for row, number, moment, title in _SPANISH_READ],
        language="es",
    ),
    Case(
        "date and time apart.xlsx",
        partial(xlsx, sheets={"MSEL": [
            ["#", "Date", "Time", "Description"],
            [1, date(2026, 1, 12), time(9, 0), "First"],
            [2, None, time(10, 0), "Second, the same day"],
            [3, date(2026, 1, 13), time(0, 15), "Third"],
            [4, date(2026, 1, 13), None, "No time"],
            [5, "13 Jan 2026", "1030", "Words"],
            [6, "soon", "1030", "No date"],
        ]}),
        [(2, "1", "D 09:00", "First"), (3, "2", "D 10:00", "Second, the same day"),
         (4, "3", "D+1 00:15", "Third"), (6, "5", "D+1 10:30", "Words")],
        [(5, "a date but no time"), (7, "soon")],
        fields={"B": "date", "C": "time"},
    ),
    Case(
        "day rows.csv",
        partial(text, rows=[
            ["No", "Hora", "Suceso"], ["Día 1", "", ""], ["1", "0900", "Uno"], ["", "", ""],
            ["DÍA 2", "", ""], ["2", "0800", "Dos"], ["FASE II", "", ""], ["3", "0900", "Tres"],
        ]),
        [(3, "1", "D 09:00", "Uno"), (6, "2", "D+1 08:00", "Dos"), (8, "3", "D+1 09:00", "Tres")],
        [(7, "FASE II")],
        language="es",
    ),
    Case(
        "1904.xlsx",
        partial(xlsx, sheets={"MSEL": [
            ["No", "Date time", "Title"],
            [1, datetime(2026, 1, 12, 9, 0), "Typed"],
            [2, 44572.5, "A mere number of days"],
            [3, time(10, 0), "Only a time"],
        ]}, mac=True),
        [(2, "1", "D 09:00", "Typed"), (3, "2", "D 12:00", "A mere number of days"),
         (4, "3", "D 10:00", "Only a time")],
    ),
    Case(
        "blank rows and totals.xlsx",
        partial(xlsx, sheets={"MSEL": [
            *_PLAIN[:2], [None] * 4, [" ", "", None, None], _PLAIN[2], [None] * 4,
            _PLAIN[0], ["Total injects:", 2, None, None], ["END OF MSEL", None, None, None],
        ]}),
        [(2, "1", "D 08:00", "Begin"), (5, "2", "D 08:30", "On")],
        [(7, "repeats the headings"), (8, "total"), (9, "total")],
    ),
    Case("five thousand.xlsx", partial(xlsx, sheets={"MSEL": many(5000)}), _many_read(5000),
         first={"mode": "radio", "status": "draft"}),
    Case(
        "old excel.xls",
        partial(xls, sheets={"MSEL": [
            ["No.", "Date", "Time", "Event", "Message"],
            ["1", date(2026, 1, 12), time(9, 0), "Storm", "Wind rises"],
            ["2", date(2026, 1, 12), 0.5, "Storm", "Mast falls"],
            ["3", None, "1400", "Calm", "Report"],
        ]}, merged=[(1, 2, 3, 3)][:0]),
        [(2, "1", "D 09:00", "Wind rises"), (3, "2", "D 12:00", "Mast falls"),
         (4, "3", "D 14:00", "Report")],
        first={"event": "Storm"},
    ),
    Case(
        "old excel merged.xls",
        partial(xls, sheets={"Lista": [
            ["Día", "Hora", "Inyecto"],
            ["Día 2", "0900", "Primero del día"],
            [None, "1000", "Segundo del día"],
        ]}, merged=[(1, 2, 0, 0)]),
        [(2, "", "D+1 09:00", "Primero del día"), (3, "", "D+1 10:00", "Segundo del día")],
        language="es",
    ),
    Case(
        "open document.ods",
        partial(ods, sheets={"Notes": [["x"]], "MSEL": [
            ["No.", "When", "Storyline", "Title", "Message"],
            [1, datetime(2026, 1, 12, 9, 0), "Collision", "First", "Line one\nLine two"],
            [2, time(10, 0), None, "Second", "x"],
            [3, "D+1 0700", "Oil", "Third", "z"],
        ]}, spans={(1, 2): 2}),
        [(2, "1", "D 09:00", "First"), (3, "2", "D 10:00", "Second"),
         (4, "3", "D+1 07:00", "Third")],
        sheet="MSEL",
        others=("Notes",),
        first={"message": "Line one\nLine two", "storyline": "Collision"},
    ),
    Case("utf-8.csv", partial(text, rows=SPANISH), _SPANISH_READ, language="es"),
    Case("marked.csv", partial(text, rows=SPANISH, encoding="utf-8-sig"), _SPANISH_READ,
         language="es"),
    Case("utf-16.csv", partial(text, rows=SPANISH, separator="\t", encoding="utf-16"),
         _SPANISH_READ, language="es"),
    Case("utf-16 unmarked.txt", partial(text, rows=SPANISH, separator="\t", encoding="utf-16-le"),
         _SPANISH_READ, language="es"),
    Case("latin-1.csv", partial(text, rows=SPANISH, separator=";", encoding="cp1252"),
         _SPANISH_READ, language="es", first={"sender": "Capitán"}),
    Case("bars.txt", partial(text, rows=HSEEP, separator="|"), _HSEEP_READ),
    Case(
        "two languages.xlsx",
        partial(xlsx, sheets={"MSEL": [
            ["No. / N.º", "Time / Hora", "Message", "Mensaje", "Title (EN)", "Título (ES)",
             "From / To"],
            ["1", "0900", "Fire", "Incendio", "Alarm", "Alarma", "ACP → SENAN"],
        ]}),
        [(2, "1", "D 09:00", "Alarm")],
        fields={"C": "message_en", "D": "message_es", "E": "title_en", "F": "title_es",
                "G": "sender_receiver"},
        first={"sender": "ACP", "receiver": "SENAN", "message": "Fire"},
    ),
    Case(
        "elapsed.csv",
        partial(text, rows=[["Ser", "Elapsed Time (H+)", "Title"], ["1", "0:30", "A"],
                            ["2", "26:00", "B"], ["3", "-1:00", "C"]]),
        [(2, "1", "D 07:30", "A"), (3, "2", "D+1 09:00", "B"), (4, "3", "D 06:00", "C")],
    ),
    Case(
        "american dates.csv",
        partial(text, rows=[["#", "Date", "Time", "Event"], ["1", "1/12/2026", "9:00 AM", "A"],
                            ["2", "1/13/2026", "1:30 PM", "B"]]),
        [(2, "1", "D 09:00", "A"), (3, "2", "D+1 13:30", "B")],
    ),
    Case(
        "unknown words.csv",
        partial(text, rows=[
            ["#", "Time", "Title", "Mode", "Type", "Status", "Objective", "Weather", "Venue"],
            ["1", "0800", "A", "Pigeon", "Mystery", "Lost", "99", "Rain", "Moon"],
        ]),
        [(2, "1", "D 08:00", "A")],
        first={"mode": "telephone", "kind": "key-event", "status": "draft",
               "notes": "Weather: Rain\nKind: Mystery\nMode: Pigeon\nStatus: Lost"},
    ),
    Case(
        "agency.xlsx",
        partial(xlsx, sheets={"Lista Maestra": [
            ["Código", "Fecha y hora", "Línea argumental", "Evento", "Título del inyecto",
             "Modo de entrega", "Remitente", "Destinatario", "Acciones esperadas",
             "Controlador responsable", "Evaluador", "Lugar", "Estado", "Depende de"],
            ["INY-01", "12ENE26 0900", "Colisión", "2 - Derrame", "Aviso", "Vía telefónica",
             "ACP", "SENAN", "Activar plan", "Célula blanca", "Observador 1", "Muelle",
             "Aprobado", ""],
            ["INY-02", "121600Z ENE 26", "Colisión", "2 - Derrame", "Parte", "Oficio", "AMP",
             "SENAN", "Contestar", "", "", "", "Borrador", "INY-01"],
        ]}),
        [(2, "INY-01", "D 09:00", "Aviso"), (3, "INY-02", "D 11:00", "Parte")],
        language="es",
        first={"event": "2 - Derrame", "storyline": "Colisión", "status": "approved",
               "mode": "telephone", "venue": "Muelle"},
    ),
    Case(
        "past midnight.csv",
        partial(text, rows=[["#", "Time", "Title"], ["1", "0800", "A"], ["2", "2330", "B"],
                            ["3", "0030", "C"]]),
        [(2, "1", "D 08:00", "A"), (3, "2", "D 23:30", "B"), (4, "3", "D+1 00:30", "C")],
    ),
    Case(
        "formulas.xlsx",
        partial(xlsx, sheets={"MSEL": [
            ["#", "Time", "Title", "Notes"],
            [1, "0800", "A", "=CONCATENATE(1,2)"],
            [2, "=B2+1", "B", None],
            [3, "0900", "C", None],
        ]}),
        [(2, "1", "D 08:00", "A"), (4, "3", "D 09:00", "C")],
        [(2, "formula without a result"), (3, "formula without a result")],
    ),
    Case(
        "two numbers.csv",
        partial(text, rows=[
            ["Event #", "Inject #", "Planned Time", "Actual Time", "Description", "Message"],
            ["E1", "1", "0900", "", "Fire at pier", "Smoke is seen and smelled on the whole pier"],
            ["E1", "2", "", "", "No time", "x"],
            ["E1", "3", "12/01/2060 0900", "", "Far away", "x"],
        ]),
        [(2, "1", "D 09:00", "Fire at pier")],
        [(3, "It has no time"), (4, "ten years")],
        fields={"A": "event", "B": "number", "C": "time", "D": "other", "E": "title",
                "F": "message"},
    ),
    Case(
        "codes under inject.csv",
        partial(text, rows=[
            ["Inject", "Time", "Weather", "Content", "From/To", "Scenario Clock", "Type"],
            ["A1", "0900", "x", LONG, "ACP to SENAN", "later", "Contingency"],
            ["A2", "0930", "", "Water", "ACP", "", "Key event"],
        ]),
        [(2, "A1", "D 09:00", f"{LONG[:86]}…"), (3, "A2", "D 09:30", "Water")],
        fields={"A": "number", "D": "message"},
        first={"sender": "ACP", "receiver": "SENAN", "kind": "contingency"},
    ),
    Case(
        "only scenario time.csv",
        partial(text, rows=[["No", "Scenario Time", "Event"], ["1", "0900", "Fire"]]),
        [(2, "1", "D 09:00", "Fire")],
        fields={"B": "time", "C": "title"},
    ),
    Case("separator line.csv", separated, _PLAIN_READ),
]  # fmt: skip
