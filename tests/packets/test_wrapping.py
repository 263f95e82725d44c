from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.packets import fonts
from desktop.packets.fonts import PLACEHOLDER, printable, width
from desktop.packets.wrapping import shorten, wrap, wrap_within
from tests.packets.printed import squeezed

SIZE = 8.5
faces = st.sampled_from(fonts.FACES)
rooms = st.floats(min_value=12, max_value=600)
texts = st.text(max_size=300).map(printable)
words = st.text(alphabet="abcñÁ -/.,;\n", max_size=400)


@given(texts | words, faces, rooms)
@example("a" * 5000, fonts.REGULAR, 40)
@example("one\n\n\n\ntwo\n\n", fonts.REGULAR, 40)
@example("https://example.org/a-very-long/path_without.end", fonts.SEMIBOLD, 50)
def test_nothing_is_lost_and_no_line_is_wider_than_its_column(
    text: str, face: str, room: float
) -> None:
    lines = wrap(text, face, SIZE, room)
    assert squeezed("".join(lines)) == squeezed(text)
    for line in lines:
        assert width(line, face, SIZE) <= room + 0.01 or len(line) == 1


@given(texts | words, faces, rooms)
def test_lines_carry_no_blanks_at_their_ends(text: str, face: str, room: float) -> None:
    for line in wrap(text, face, SIZE, room):
        assert line == line.strip(" ")


@given(words, rooms)
def test_words_that_fit_are_not_broken(text: str, room: float) -> None:
    kept = " ".join(wrap(text, fonts.REGULAR, SIZE, room)).split()
    for word in text.split():
        if width(word, fonts.REGULAR, SIZE) <= room:
            assert word in kept


def test_a_blank_text_has_no_lines_and_a_blank_line_stays() -> None:
    assert wrap(" \n ", fonts.REGULAR, SIZE, 100) == []
    assert wrap("one\n\ntwo", fonts.REGULAR, SIZE, 100) == ["one", "", "two"]


def test_a_long_word_breaks_after_its_hyphen() -> None:
    lines = wrap("counter-trafficking-operations", fonts.REGULAR, SIZE, 80)
    assert lines == ["counter-trafficking-", "operations"]


@given(texts | words, faces, rooms, st.integers(0, 5))
def test_a_shortened_text_keeps_to_its_lines_and_says_that_it_is_cut(
    text: str, face: str, room: float, most: int
) -> None:
    lines = wrap_within(text, face, SIZE, room, most)
    assert len(lines) <= most
    for line in lines:
        assert width(line, face, SIZE) <= room + 0.01 or len(line) == 1
    whole = wrap(text, face, SIZE, room)
    if len(whole) > most >= 1 and lines[-1]:
        assert lines[-1].endswith("…") or squeezed("".join(lines)) == squeezed(text)


def test_shortening_ends_at_a_word_and_without_dangling_marks() -> None:
    room = width("Boarding drill, night", fonts.REGULAR, SIZE)
    text = "Boarding drill, nocturnal part"
    assert shorten(text, fonts.REGULAR, SIZE, room) == "Boarding drill…"
    assert shorten(text, fonts.REGULAR, SIZE, room - 18) == "Boarding dri…"
    assert shorten("Boarding", fonts.REGULAR, SIZE, room) == "Boarding"
    assert shorten("Boarding", fonts.REGULAR, SIZE, 1) == ""


@given(st.text(max_size=200))
def test_whatever_is_typed_can_be_printed_in_every_face(text: str) -> None:
    for letter in printable(text):
        assert letter == "\n" or all(
            ord(letter) in fonts.font(face).face.charToGlyph for face in fonts.FACES
        )


@given(st.text(max_size=200))
def test_printable_text_is_printed_as_it_is(text: str) -> None:
    once = printable(text)
    assert printable(once) == once


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Colón, Ñuñoa, ¿vigía?", "Colón, Ñuñoa, ¿vigía?"),
        ("Colo\u0301n", "Colón"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("tab\there", "tab here"),
        ("bell\x07 \x00zero\u200dwidth\ufeff soft\u00adhyphen", "bell zerowidth softhyphen"),
        ("ofﬁce Ｆｕｌｌ", "office Full"),
        ("Boat 🚤 leaves", f"Boat {PLACEHOLDER} leaves"),
        ("巴拿马", PLACEHOLDER * 3),
        ("non\u2011breaking", "non-breaking"),
        ("thin\u2009space", "thin space"),
        ("\udc80lone", "lone"),
        ("private \ue000", f"private {PLACEHOLDER}"),
        ("Łódź, Đà Nẵng, Þór", "Łódź, Đà Nẵng, Þór"),
    ],
)
def test_what_the_typeface_lacks_is_replaced_sensibly(typed: str, printed: str) -> None:
    assert printable(typed) == printed
