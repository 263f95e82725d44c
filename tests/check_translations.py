"""Fails when the Spanish translation and the messages in the code are not in step.

Every message must be in the catalogue, translated, not fuzzy and with the same placeholders,
and the catalogue must hold no message that the code no longer has. Run by `make check`.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("desktop", "db")
CATALOGUE = Path("resources/locale/es/LC_MESSAGES/istmo.po")

# {name}, {name:04d}, {} and %s, %d, %(name)s; "95 % de" is a percentage, not a placeholder.
BRACES = re.compile(r"\{([^{}:!]*)(?:![rsa])?(?::[^{}]*)?\}")
PERCENT = re.compile(r"%(?:\(\w+\))?[-+#0]*\d*(?:\.\d+)?[srdifxXeEgG](?!\w)")


def messages_in_code(root: Path) -> Catalog:
    """Collects what `make messages` would extract now."""
    catalogue = Catalog()
    for source in SOURCES:
        found = extract_from_dir(root / source, method_map=[("**.py", "python")])
        for name, line, text, _comments, context in found:
            catalogue.add(text, locations=[(f"{source}/{name}", line)], context=context)
    return catalogue


def read_catalogue(path: Path) -> Catalog:
    """Reads the translations, or none when there is no file yet."""
    if not path.exists():
        return Catalog(locale="es")
    with path.open("rb") as file:
        return read_po(file, locale="es", abort_invalid=True)


def placeholders(text: str) -> list[str]:
    """Lists a text's placeholders; the order does not matter, how often does not either."""
    without_escapes = text.replace("{{", "").replace("}}", "").replace("%%", "")
    names = {f"{{{name}}}" for name in BRACES.findall(without_escapes)}
    return sorted(names | set(PERCENT.findall(without_escapes)))


def problems_of_message(wanted: Message, known: Message | None, plural_count: int) -> Iterator[str]:
    """Says what is wrong with the translation of one message."""
    if known is None:
        yield "missing from the catalogue (make messages)"
        return
    if known.fuzzy:
        yield "fuzzy"
    sources = wanted.id if isinstance(wanted.id, (list, tuple)) else (wanted.id,)
    strings = known.string if isinstance(known.string, (list, tuple)) else (known.string,)
    translations = [string or "" for string in strings]
    expected_count = plural_count if wanted.pluralizable else 1
    if len(translations) != expected_count or not all(text.strip() for text in translations):
        yield "untranslated"
        return
    expected = placeholders(sources[-1])
    for number, translation in enumerate(translations):
        found = placeholders(translation)
        if found == expected:
            continue
        # "One inject" may leave the number out where the plural has it.
        if wanted.pluralizable and number == 0 and set(found) <= set(expected):
            continue
        yield f"placeholders differ: {expected} in English, {found} in Spanish"


def problems(root: Path) -> Iterator[str]:
    """Says everything that keeps the catalogue from being in step with the code."""
    in_code = messages_in_code(root)
    known = read_catalogue(root / CATALOGUE)
    for message in in_code:
        if not message.id:
            continue
        match = known.get(message.id, context=message.context)
        if match is not None and match.pluralizable != message.pluralizable:
            match = None
        for problem in problems_of_message(message, match, known.num_plurals):
            file, line = message.locations[0]
            yield f"{file}:{line}: {message.id!r}: {problem}"
    for message in known:
        if message.id and in_code.get(message.id, context=message.context) is None:
            yield f"{CATALOGUE}: {message.id!r}: no longer in the code (make messages)"
    for obsolete in known.obsolete.values():
        yield f"{CATALOGUE}: {obsolete.id!r}: marked obsolete (make messages)"


def main(root: Path = ROOT) -> int:
    """Prints each problem on a line; returns the process's exit code."""
    found = list(problems(root))
    for problem in found:
        print(problem)
    total = len(messages_in_code(root))
    print(f"Translations: {total} messages, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
