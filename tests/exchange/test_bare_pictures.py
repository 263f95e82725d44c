"""Pictures of release copies hold nothing but the picture."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageOps
from PIL.PngImagePlugin import PngInfo

from desktop.exchange.bare_pictures import bare
from desktop.planning.pictures import picture_of

NAME = "Ana de la Camara"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{NAME}</x:xmpmeta>".encode()
GPS, ORIENTATION, ARTIST, COMMENT = 0x8825, 0x0112, 0x013B, 0x9286
TURNED = 6


def exif(orientation: int | None = None) -> Image.Exif:
    """Return what a camera writes: who, where, and which way up."""
    block = Image.Exif()
    block[ARTIST] = NAME
    if orientation is not None:
        block[ORIENTATION] = orientation
    block.get_ifd(GPS).update({1: "N", 2: (9.0, 21.0, 7.0), 3: "W", 4: (79.0, 54.0, 1.0)})
    return block


def drawn() -> Image.Image:
    """Return a picture that looks different from every side."""
    picture = Image.new("RGB", (31, 17), "navy")
    for x in range(31):
        for y in range(17):
            picture.putpixel((x, y), (x * 8, y * 15, (x * y) % 256))
    return picture


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def jpeg(orientation: int | None = None, **options: object) -> bytes:
    stream = io.BytesIO()
    drawn().save(
        stream,
        "jpeg",
        exif=exif(orientation),
        xmp=XMP,
        comment=NAME.encode(),
        icc_profile=profile(),
        **options,
    )
    return stream.getvalue()


def png(orientation: int | None = None) -> bytes:
    words = PngInfo()
    words.add_text("Author", NAME)
    words.add_text("Comment", NAME * 20, zip=True)
    words.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=False)
    stream = io.BytesIO()
    drawn().save(
        stream, "png", exif=exif(orientation), pnginfo=words, icc_profile=profile(), dpi=(72, 72)
    )
    return stream.getvalue()


def webp(orientation: int | None = None, **options: object) -> bytes:
    stream = io.BytesIO()
    block = exif(orientation)
    drawn().save(stream, "webp", exif=block, xmp=XMP, icc_profile=profile(), **options)
    return stream.getvalue()


def lossless(orientation: int | None = None) -> bytes:
    return webp(orientation, lossless=True)


def progressive(orientation: int | None = None) -> bytes:
    return jpeg(orientation, progressive=True, restart_marker_blocks=1)


KINDS: list[Callable[[int | None], bytes]] = [jpeg, progressive, png, webp, lossless]


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("orientation", [None, 1, TURNED, 8])
def test_nothing_but_the_picture_stays(
    make: Callable[[int | None], bytes], orientation: int | None
) -> None:
    content = make(orientation)
    before = opened(content)
    assert before.getexif()[ARTIST] == NAME
    assert before.getexif().get_ifd(GPS)

    stripped = bare(content)
    assert stripped is not None
    after = opened(stripped)
    assert after.tobytes() == before.tobytes()
    shown = [ImageOps.exif_transpose(each).tobytes() for each in (before, after)]
    assert shown[0] == shown[1]
    turned = orientation is not None and orientation > 1
    assert dict(after.getexif()) == ({ORIENTATION: orientation} if turned else {})
    assert after.info["icc_profile"] == before.info["icc_profile"]
    assert NAME.encode() not in stripped
    assert b"Ana" not in stripped
    assert b"xmpmeta" not in stripped
    assert not set(after.info) & {"comment", "xmp", "Author", "Comment", "XML:com.adobe.xmp"}
    assert picture_of(stripped) == picture_of(content)
    assert bare(stripped) == stripped


@pytest.mark.parametrize("make", KINDS)
def test_what_follows_the_picture_goes(make: Callable[[int | None], bytes]) -> None:
    content = make(None)
    assert bare(content + NAME.encode() + jpeg()) == bare(content)


def segment(mark: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, mark, len(data) + 2) + data


def test_what_programs_hide_in_a_jpeg_goes() -> None:
    """IPTC, the pictures of a second lens, a small picture that shows more, unknown parts."""
    plain = io.BytesIO()
    drawn().save(plain, "jpeg")
    content = plain.getvalue()
    name = NAME.encode()
    small = b"JFIF\0\1\2\0\0\1\0\1\1\1" + b"Ana"
    hidden = b"".join(
        (
            segment(0xE0, small),
            segment(0xE0, b"JFXX\0\x10" + name),
            segment(0xED, b"Photoshop 3.0\0" + name),
            segment(0xE2, b"MPF\0" + name),
            segment(0xEA, name),
            segment(0xF0, name),
            segment(0xFE, name),
        )
    )
    stripped = bare(content[:2] + hidden + content[2:])
    assert stripped is not None
    assert b"Ana" not in stripped
    assert opened(stripped).tobytes() == opened(content).tobytes()


def test_what_programs_hide_in_a_png_goes() -> None:
    plain = io.BytesIO()
    drawn().save(plain, "png")
    content = plain.getvalue()

    def chunk(name: bytes) -> bytes:
        data = NAME.encode()
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    hidden = b"".join(map(chunk, (b"tEXt", b"tIME", b"prVt", b"sPLT")))
    assert bare(content[:33] + hidden + content[33:]) == content


def test_what_programs_hide_in_the_frames_of_a_webp_goes() -> None:
    stream = io.BytesIO()
    drawn().save(stream, "webp", save_all=True, append_images=[drawn().rotate(180)], lossless=True)
    content = stream.getvalue()
    at = content.index(b"ANMF")
    (length,) = struct.unpack_from("<I", content, at + 4)
    end = at + 8 + length
    hidden = b"note" + struct.pack("<I", len(NAME)) + NAME.encode()
    frame = b"ANMF" + struct.pack("<I", length + len(hidden)) + content[at + 8 : end] + hidden
    body = content[8:at] + frame + content[end:]
    spoiled = b"RIFF" + struct.pack("<I", len(body)) + body

    assert bare(spoiled) == bare(content)
    after = opened(bare(spoiled) or b"")
    assert getattr(after, "n_frames", 1) == 2
    assert after.tobytes() == opened(content).tobytes()


@pytest.mark.parametrize("make", KINDS)
def test_what_cannot_be_read_to_its_end_is_not_given(make: Callable[[int | None], bytes]) -> None:
    content = make(TURNED)
    for cut in range(len(content) - 1, 0, -97):
        assert bare(content[:cut]) is None
    assert bare(b"<svg/>") is None
    assert bare(b"") is None


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_whatever_the_bytes_nothing_is_raised(data: st.DataObject) -> None:
    content = bytearray(WHOLE[data.draw(st.integers(0, len(WHOLE) - 1))])
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    stripped = bare(bytes(content))
    if stripped is not None:
        assert picture_of(stripped) == picture_of(bytes(content))
        assert bare(stripped) == stripped


WHOLE = [make(TURNED) for make in KINDS]
