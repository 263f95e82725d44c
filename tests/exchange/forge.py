"""A forger of plan files that are not right, sealed as if they were."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

MIMETYPE = "application/vnd.istmo.plan+zip"
Json = dict[str, Any]


class Forge:
    """Makes plan files out of a sound one, wrong in one way and sealed as if they were right."""

    def __init__(self, sound: Path, folder: Path) -> None:
        self.sound = sound
        self.path = folder / "forged.istmo"

    def content(self) -> Json:
        with zipfile.ZipFile(self.sound) as archive:
            content: Json = json.loads(archive.read("plan.json"))
        return content

    def manifest(self, content: bytes) -> Json:
        with zipfile.ZipFile(self.sound) as archive:
            manifest: Json = json.loads(archive.read("manifest.json"))
        members = {"mimetype": MIMETYPE.encode(), "plan.json": content}
        return {**manifest, "members": {name: seal(member) for name, member in members.items()}}

    def content_changed(self, change: Callable[[Json], object]) -> Path:
        """Write a file whose tables were changed, with digests that agree."""
        content = self.content()
        change(content["tables"])
        return self.text(json.dumps(content))

    def text(self, text: str | bytes) -> Path:
        """Write a file with this text as its plan.json, with digests that agree."""
        content = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        return self.zip(self.members(content))

    def manifest_changed(self, change: Callable[[Json], object]) -> Path:
        content = json.dumps(self.content()).encode()
        manifest = self.manifest(content)
        change(manifest)
        return self.zip(self.members(content, manifest))

    def members(self, content: bytes, manifest: Any = None) -> dict[str, bytes]:
        manifest = self.manifest(content) if manifest is None else manifest
        return {
            "mimetype": MIMETYPE.encode(),
            "manifest.json": json.dumps(manifest).encode(),
            "plan.json": content,
        }

    def sound_members(self) -> dict[str, bytes]:
        return self.members(json.dumps(self.content()).encode())

    def zip(self, members: dict[str, bytes], **attributes: Any) -> Path:
        """Write the ZIP; `attributes` are set on the entry of plan.json."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, content in members.items():
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.external_attr = (stat.S_IFREG | 0o644) << 16
                stored = name == "mimetype"
                entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                if name == "plan.json":
                    for attribute, value in attributes.items():
                        setattr(entry, attribute, value)
                archive.writestr(entry, content)
        self.path.write_bytes(buffer.getvalue())
        return self.path

    def bytes(self, content: bytes) -> Path:
        self.path.write_bytes(content)
        return self.path


def seal(member: bytes) -> Json:
    return {"bytes": len(member), "sha256": hashlib.sha256(member).hexdigest()}
