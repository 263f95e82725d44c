"""Modes, kinds and statuses of injects as people write them, in three languages."""

from __future__ import annotations

from desktop.exchange.spreadsheets.headings import plain

_MODES = {
    "radio": "radio|radio call|radiofonico|por radio|vhf|hf|uhf|vhf radio|radio vhf|radio hf"
    "|radio message|mensaje radial|radio net|canal 16|marine vhf|radio marina|tetra",
    "telephone": "telephone|phone|phone call|tel|telefono|telefonica|llamada|llamada telefonica"
    "|por telefono|telefonico|call|appel|appel telephonique|celular|cell phone|mobile|whatsapp"
    "|movil|landline|sms|text message|mensaje de texto|fonica|telephonique|satphone"
    "|satellite phone|telefono satelital",
    "e-mail": "e mail|email|mail|correo|correo electronico|courriel|mel|electronic mail|messagerie",
    "in-person": "in person|face to face|verbal|oral|briefing|personal|presencial|en persona"
    "|cara a cara|de viva voz|en personne|face a face|f2f|actor|role player|rol|visual|runner"
    "|live|en vivo|in play|physical|fisico|live role player|verbalmente|de vive voix|meeting"
    "|reunion|exposicion|mensajero",
    "document": "document|documento|paper|written|handout|letter|carta|fax|message form|memo"
    "|memorandum|oficio|nota|nota escrita|escrito|telefax|papier|courrier|lettre|report|informe"
    "|intel report|printed|impreso|formulario|hard copy|radiograma|note|ecrit|printed handout"
    "|record message|cable|spot report|intsum|power point|powerpoint|slide|map|mapa",
    "video": "video|film|tv|television|news broadcast|noticiero|broadcast|reportaje|newscast"
    "|video clip|noticiero de television|vnn|audio|audiovisual|video inject|videoconference"
    "|vtc|videoconferencia|cctv|drone feed",
    "social-media": "social media|social|redes sociales"
    "|twitter|x|facebook|instagram|reseaux sociaux"
    "|red social|tweet|press|prensa|media|web|blog|medios sociales|tiktok|youtube|presse"
    "|news article|medios|news|noticia",
    "system": "system|sistema|ais|c2|cop|radar|simulation|simulacion|software|c4i|portal"
    "|systeme|sistema de mando|chat|simulador|simulator|plataforma|platform|automated|alarm"
    "|alarma|sensor|data feed|scada|webeoc|jemm|exercise system|simulateur|alarme",
}
_KINDS = {
    "key-event": "key event|key|major|main|evento clave|clave|principal|evenement cle|critical"
    "|scenario|inject|inyecto|planned|programado|information|informativo|informacion|scripted"
    "|evento|event|input|primary|mayor",
    "contingency": "contingency|contingency inject|contingente|contingencia|de contingencia"
    "|inyecto de contingencia|contingence|inject de contingence|optional|opcional|reserve"
    "|reserva|alterno|backup|as needed|dynamic|dinamico",
    "expected-action": "expected action|expected action event|accion esperada|action attendue"
    "|player action|expected|accion del jugador|accion prevista|milestone event|expected player"
    " action",
    "administrative": "administrative|admin|administrativo|administrativa|administratif|exercise"
    " control|control|excon|logistics|administration|exercise admin|startex|endex|pausa|pauseex",
}
_STATUSES = {
    "draft": "draft|borrador|brouillon|new|nuevo|proposed|propuesto|open|in work|en elaboracion"
    "|in progress|pending|pendiente|projet|nouveau|en cours|concept|to do|planned|planificado",
    "in-review": "in review|review|en revision|under review|en examen|revision|en relecture"
    "|for review|para revision|submitted|en coordinacion|in coordination",
    "approved": "approved|aprobado|approuve|ok|validated|validado|valide|final|accepted|aceptado"
    "|ready|listo|confirmed|confirmado|pret|aprobada",
    "synchronized": "synchronized|synchronised|sync|sincronizado|synchronise|deconflicted|synched",
    "delivered": "delivered|entregado|done|complete|completed|sent|enviado|livre|injected"
    "|inyectado|completado|ejecutado|executed|envoye|joue|realizado|termine|closed|cerrado",
    "cancelled": "cancelled|canceled|cancelado|annule|deleted|dropped|eliminado|anulado|removed"
    "|supprime|cancelada",
}


def _turned(words: dict[str, str]) -> dict[str, str]:
    return {alias: code for code, aliases in words.items() for alias in (*aliases.split("|"), code)}


_CODES = {"mode": _turned(_MODES), "kind": _turned(_KINDS), "status": _turned(_STATUSES)}


def code_of(field: str, words: str) -> str | None:
    """Return the code of a mode, kind or status as it was written, None when it is not known.

    Of several, as in "phone / e-mail", the first that is known counts: `is_whole` tells.
    """
    known = _CODES[field]
    said = plain(words)
    if said in known:
        return known[said]
    for part in _parts(words):
        if part in known:
            return known[part]
    longest = sorted((alias for alias in known if len(alias) > 3), key=len, reverse=True)
    padded = f" {said} "
    return next((known[alias] for alias in longest if f" {alias} " in padded), None)


def is_whole(field: str, words: str) -> bool:
    """Return whether the code says all of `words`, so that nothing of them need be kept."""
    said = plain(words)
    return said in _CODES[field] or said.replace(" ", "-") in _CODES[field]


def _parts(words: str) -> list[str]:
    for mark in "/,;+&(\n)":
        words = words.replace(mark, "|")
    return [plain(part) for part in words.split("|")]
