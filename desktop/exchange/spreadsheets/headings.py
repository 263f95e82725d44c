"""What the columns of a MSEL are called, in three languages and in the usual templates.

The wordings are those of HSEEP's and MITRE's MSEL templates and of agencies' own lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from db.text import folded
from desktop.language import N_

OTHER = "other"
"""The field of a column that is kept in the notes, with its heading."""
IGNORED = ""

FIELDS: dict[str, str] = {
    "number": N_("Number"),
    "date": N_("Date"),
    "time": N_("Time"),
    "scenario_time": N_("Scenario time"),
    "title": N_("Title"),
    "message": N_("Message"),
    "sender": N_("From"),
    "receiver": N_("To"),
    "sender_receiver": N_("From and to"),
    "mode": N_("Mode"),
    "kind": N_("Kind"),
    "expected_response": N_("Expected response"),
    "objectives": N_("Objectives"),
    "storyline": N_("Storyline"),
    "event": N_("Event"),
    "controller": N_("Controller"),
    "evaluator": N_("Evaluator"),
    "venue": N_("Venue"),
    "status": N_("Status"),
    "depends_on": N_("Depends on"),
    "notes": N_("Notes"),
    OTHER: N_("Keep in the notes"),
    IGNORED: N_("Leave out"),
}
"""The fields that a column may be mapped to, in reading order.

Texts also exist in one language each, as `title_en` and `title_es`.
"""

TEXT_FIELDS = ("title", "message", "sender", "receiver", "expected_response", "notes")
HIDDEN_FIELDS = ("row_id", "base")
"""Columns of a workbook that Istmo wrote; nobody maps them by hand."""

_WORDS: dict[str, tuple[str, str, str]] = {
    "number": (
        (
            "inject no|inject number|inject id|injection no|injection number|control number|"
            "control no|serial|serial no|serial number|ser|no|number|id|item no|item|"
            "event no|event number|msel no|msel number|msel id|ref|reference number|"
            "reference no|ref no|line|line no|line number|seq|sequence|key event no|inj|"
            "inj no|event id|sno"
        ),
        (
            "numero|num|nro|no de inyecto|numero de inyecto|no inyecto|id inyecto|"
            "id del inyecto|numero de control|no de control|no de evento|numero de evento|"
            "codigo|correlativo|consecutivo|secuencia|inyecto no|evento no|clave|folio|"
            "renglon|nro de inyecto|orden"
        ),
        (
            "numero d inject|numero de l inject|no d inject|numero d injection|no d ordre|"
            "numero d ordre|numero d incident|no d incident|inject numero|repere"
        ),
    ),
    "date": (
        (
            "date|day|exercise day|event date|inject date|scheduled date|date local|"
            "delivery date|planned date"
        ),
        ("fecha|dia|fecha del evento|fecha prevista|dia del ejercicio|fecha de inyeccion|jornada"),
        "jour|date prevue|jour de l exercice|date de l evenement|journee",
    ),
    "time": (
        (
            "time|inject time|event time|delivery time|scheduled time|"
            "designated scenario time|designated time|planned time|dtg|date time|"
            "date time group|date and time|datetime|exercise time|local time|time local|"
            "real time|start time|startex|h hour|elapsed time|time of inject|"
            "time of delivery|time to inject|when|release time|play time|clock time|"
            "time elapsed|offset|zulu|zulu time|timing|event time local|relative time"
        ),
        (
            "hora|hora de inyeccion|hora de inyecto|hora del inyecto|hora del evento|"
            "hora prevista|hora local|fecha y hora|fecha hora|gfh|grupo fecha hora|"
            "hora de entrega|hora designada|tiempo|horario|hora programada|"
            "hora de ejecucion|hora zulu|tiempo transcurrido|hora del ejercicio|momento|"
            "cuando"
        ),
        (
            "heure|heure prevue|heure d injection|heure locale|date et heure|date heure|"
            "horaire|heure de l inject|temps|gdh|groupe date heure|heure exercice|"
            "heure de jeu|chrono|temps ecoule|moment"
        ),
    ),
    "scenario_time": (
        ("scenario time|simulated time|scenario date|scenario clock|sim time|scenario date time"),
        ("hora del escenario|tiempo del escenario|hora simulada|tiempo simulado|hora escenario"),
        "heure scenario|heure du scenario|temps scenario|heure simulee|temps simule",
    ),
    "title": (
        (
            "title|inject title|event title|subject|inject name|event name|short title|"
            "headline|inject summary|summary|short description|topic|inject|msel item|"
            "key event|event summary"
        ),
        (
            "titulo|titulo del inyecto|asunto|nombre|nombre del inyecto|inyecto|resumen|"
            "tema|nombre del evento|titulo del evento|descripcion breve|descripcion corta|"
            "suceso"
        ),
        (
            "titre|intitule|objet|titre de l inject|nom|resume|libelle|titre de l evenement|"
            "evenement|incident"
        ),
    ),
    "message": (
        (
            "message|message text|inject text|inject description|event description|"
            "description|event message|content|inject content|script|inject details|details|"
            "detail|narrative|inject message|what|injection|scenario event description|"
            "event inject|text"
        ),
        (
            "mensaje|texto|texto del mensaje|descripcion|descripcion del inyecto|contenido|"
            "guion|descripcion del evento|texto del inyecto|detalle|detalles|"
            "contenido del mensaje|mensaje del inyecto|narrativa|descripcion del suceso"
        ),
        (
            "contenu|texte|texte du message|description de l inject|"
            "description de l evenement|contenu du message|description de l incident|"
            "libelle du message|detail de l inject"
        ),
    ),
    "sender": (
        (
            "from|sender|source|originator|inject source|sent by|origin|initiator|"
            "inject from|message from|originating agency|delivered by|caller|"
            "simulated sender|inject originator"
        ),
        (
            "remitente|origen|emisor|desde|enviado por|fuente|originador|emite|quien envia|"
            "de quien|procedencia|de parte de"
        ),
        "emetteur|expediteur|origine|emis par|envoye par|emetteur simule",
    ),
    "receiver": (
        (
            "to|recipient|recipients|receiver|recipient player|recipient players|player|"
            "players|recipient player s|player s|target audience|audience|addressee|"
            "inject to|message to|target|destination|delivered to|responding agency|"
            "who receives|training audience|receiving agency|intended player s|"
            "intended player|recipient s|receiving player"
        ),
        (
            "para|destinatario|destinatarios|receptor|jugador|jugadores|participante|"
            "participantes|destino|dirigido a|quien recibe|publico objetivo|receptores|"
            "destinatario s|institucion receptora"
        ),
        ("a|destinataire|destinataires|joueur|joueurs|recepteur|destinataire s|pour|public vise"),
    ),
    "sender_receiver": (
        "from to|sender receiver|sender recipient|source recipient",
        "de para|de a|remitente destinatario|emisor receptor",
        "de vers|emetteur destinataire|expediteur destinataire",
    ),
    "mode": (
        (
            "mode|inject mode|method|medium|means|delivery method|delivery mode|"
            "inject method|media|mode of delivery|method of delivery|delivery means|"
            "communication method|how|via|delivery|channel|comms|inject medium|"
            "means of delivery|inject delivery method|communications means|inject means"
        ),
        (
            "medio|modo|medio de entrega|metodo|via de comunicacion|canal|"
            "medio de comunicacion|modo de entrega|metodo de entrega|forma de entrega|forma|"
            "modo de inyeccion|medio de transmision|modalidad|medios"
        ),
        (
            "moyen|mode d injection|vecteur|support|moyen de transmission|"
            "moyen de communication|mode de transmission|canal de transmission|moyens"
        ),
    ),
    "kind": (
        (
            "kind|type|inject type|event type|type of inject|category|inject category|"
            "msel type|inject kind|type of event"
        ),
        "tipo|tipo de inyecto|clase|categoria|tipo de evento|clase de inyecto",
        "type d inject|genre|categorie|type d evenement|nature",
    ),
    "expected_response": (
        (
            "expected response|expected player response|expected participant response|"
            "expected action|expected actions|expected player action|"
            "expected player actions|expected outcome|expected outcomes|"
            "expected outcome of player action|expected result|expected results|"
            "expected participant action|expected participant actions|anticipated response|"
            "anticipated action|desired response|expected reaction|player response|"
            "desired outcome|anticipated player action|anticipated outcome|"
            "expected outcome player action"
        ),
        (
            "respuesta esperada|accion esperada|acciones esperadas|resultado esperado|"
            "reaccion esperada|respuesta esperada de los participantes|"
            "respuesta esperada del participante|respuesta esperada de los jugadores|"
            "resultados esperados|respuestas esperadas|respuesta prevista|"
            "acciones previstas|accion prevista|respuesta deseada"
        ),
        (
            "reaction attendue|reponse attendue|action attendue|actions attendues|"
            "reactions attendues|resultat attendu|effet attendu|resultats attendus|"
            "reaction attendue des joueurs"
        ),
    ),
    "objectives": (
        (
            "objective|objectives|exercise objective|exercise objectives|obj|"
            "related objective|objective s|objective no|objective number|training objective|"
            "linked objective|objective tested|objectives tested|related objectives|"
            "objectives met|core objective|training objectives|exercise objective s|"
            "supported objective"
        ),
        (
            "objetivo|objetivos|objetivo del ejercicio|objetivos del ejercicio|"
            "objetivo relacionado|objetivo evaluado|objetivo no|objetivos evaluados|"
            "objetivo s|objetivo de entrenamiento"
        ),
        (
            "objectif|objectifs|objectif de l exercice|objectif evalue|objectif s|"
            "objectif no|objectifs de l exercice|objectif pedagogique"
        ),
    ),
    "storyline": (
        (
            "storyline|story line|thread|scenario thread|vignette|line of effort|"
            "storyline name|scenario|incident thread|problem set"
        ),
        "linea argumental|hilo|linea narrativa|vineta|linea de esfuerzo|escenario|trama",
        "ligne narrative|fil conducteur|trame|fil|scenario principal|theme",
    ),
    "event": (
        "event|major event|parent event|main event|msel event|key event name|incident",
        "evento|evento principal|evento mayor|incidente|evento msel|acontecimiento",
        "evenement majeur|evenement principal|evenement pere|incident majeur",
    ),
    "controller": (
        (
            "controller|responsible controller|control cell|controllers|lead controller|"
            "inject owner|poc|point of contact|injector|simcell|sim cell|inject controller|"
            "responsible|owner|responsible party|action officer|role player|actor|"
            "controller evaluator|opr"
        ),
        (
            "controlador|controlador responsable|responsable|controladores|"
            "celula de control|punto de contacto|encargado|celula|inyector|animador"
        ),
        ("animateur|controleur|directeur d animation|cellule d animation|animateur responsable"),
    ),
    "evaluator": (
        (
            "evaluator|evaluators|responsible evaluator|observer|data collector|assessor|"
            "evaluated by"
        ),
        "evaluador|evaluadores|observador|evaluador responsable|observador evaluador",
        "evaluateur|evaluateurs|observateur|observateurs|evaluateur responsable",
    ),
    "venue": (
        ("venue|location|site|place|where|event location|delivery location|inject location"),
        "lugar|sede|ubicacion|sitio|localizacion|donde|area",
        "lieu|emplacement|site de jeu|endroit",
    ),
    "status": (
        "status|state|inject status|approval status|msel status",
        "estado|estatus|situacion|estado del inyecto",
        "statut|etat|etat d avancement|avancement",
    ),
    "depends_on": (
        (
            "depends on|dependency|dependencies|predecessor|predecessors|prerequisite|"
            "linked inject|triggered by|trigger|after inject|follows"
        ),
        "depende de|dependencia|dependencias|predecesor|requisito previo|activado por",
        "depend de|dependance|predecesseur|prerequis|declencheur|declenche par",
    ),
    "notes": (
        (
            "notes|note|remarks|remark|comments|comment|controller notes|"
            "additional information|controller instructions|instructions|"
            "notes to controller|observations|white cell notes"
        ),
        (
            "notas|nota|observaciones|comentarios|comentario|notas del controlador|"
            "observacion|instrucciones|notas para el controlador|anotaciones"
        ),
        ("remarques|remarque|commentaires|commentaire|consignes|consignes animateur|divers"),
    ),
    "row_id": (
        "istmo id",
        "",
        "",
    ),
    "base": (
        "istmo base",
        "",
        "",
    ),
}

_LANGUAGES = ("en", "es", "fr")
_ALIASES: dict[str, tuple[str, str]] = {}
for _field, _wordings in _WORDS.items():
    for _language, _list in zip(_LANGUAGES, _wordings, strict=True):
        for _alias in filter(None, _list.split("|")):
            _ALIASES.setdefault(_alias, (_field, _language))
_ALIASES |= {"de": ("sender", "es"), "n": ("number", "fr"), "#": ("number", "en")}

_SIDE_WORDS = frozenset({"the", "del", "de", "du", "la", "el", "le", "les", "los", "las", "of"})
_ENGLISH = frozenset({"en", "eng", "english", "ingles", "anglais"})
_SPANISH = frozenset({"es", "esp", "spa", "spanish", "espanol", "castellano", "espagnol"})
_ELAPSED = re.compile(r"(?:^|\W)[ht]\s?\+|elapsed|transcurrid|ecoule|offset", re.IGNORECASE)
_HEAD = re.compile(r"\b(?:of|for|by|del?|du|des|para|pour|por)\b")
"""What follows these only tells more of what stands before."""
_LONGEST_HEADING = 90


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says: the field, its language, how surely, and marks beside it.

    `exact` is false when only a part of the heading was recognized. `side` is "en" or "es"
    when the heading names the language of the texts below it.
    """

    field: str
    language: str
    exact: bool
    side: str = ""
    elapsed: bool = False


def plain(text: str) -> str:
    """Return `text` in small letters, without accents and marks; "#" and "N.º" are "no"."""
    text = text.replace("№", " no ").replace("#", " no ").replace("n°", "no ").replace("N°", "no ")
    words = re.sub(r"[^a-z0-9]+", " ", folded(text)).strip()
    return re.sub(r"\bn o\b", "no", words)


@lru_cache(maxsize=2048)
def recognized(heading: str) -> Heading | None:
    """Return what a heading of a MSEL says, None when it is not known."""
    if not heading.strip() or len(heading) > _LONGEST_HEADING:
        return None
    elapsed = bool(_ELAPSED.search(heading))
    words = plain(heading)
    words, side = _without_side(words)
    outside = _without_side(plain(re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", heading)))[0]
    for candidate in (words, outside):
        if candidate in _ALIASES:
            return Heading(*_ALIASES[candidate], exact=True, side=side, elapsed=elapsed)
    found = _of_parts(heading) or _within(outside or words)
    if found is None:
        return None
    return Heading(found[0], found[1], exact=found[2], side=side, elapsed=elapsed)


def _without_side(words: str) -> tuple[str, str]:
    """Return a heading without the language it names at its end, and that language."""
    stem, _, last = words.rpartition(" ")
    if stem and last in _ENGLISH:
        return stem, "en"
    if stem and last in _SPANISH:
        return stem, "es"
    return words, ""


def _of_parts(heading: str) -> tuple[str, str, bool] | None:
    """Recognize a heading that says the same in two languages: "From / De"."""
    parts = [plain(part) for part in re.split(r"[/\n|–-]", heading) if plain(part)]
    known = [_ALIASES.get(part) for part in parts]
    if len(parts) < 2 or None in known:
        return None
    fields = list(dict.fromkeys(found[0] for found in known if found is not None))
    if fields == ["sender", "receiver"]:
        return "sender_receiver", "en", True
    if fields == ["date", "time"]:
        return "time", "en", True
    if len(fields) == 1 and known[0] is not None:
        return known[0][0], known[0][1], True
    return None


def _within(words: str) -> tuple[str, str, bool] | None:
    """Recognize the longest known wording inside a longer heading."""
    tokens = words.split()
    if not 1 < len(tokens) <= 8:
        return None
    head = _HEAD.split(words)[0].strip()
    if head != words and head in _ALIASES:
        return (*_ALIASES[head], False)
    for length in range(len(tokens) - 1, 0, -1):
        for start in range(len(tokens) - length, -1, -1):
            alias = " ".join(tokens[start : start + length])
            short = length == 1 and (len(alias) < 4 or alias in _SIDE_WORDS)
            if alias in _ALIASES and not short:
                return (*_ALIASES[alias], False)
    return None
