"""${message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision: str = "${up_revision}"
down_revision: str | None = ${f'"{down_revision}"' if down_revision else None}


def upgrade() -> None:
    """Bring a library of schema version ${int(up_revision) - 1} to version ${int(up_revision)}."""
    ${upgrades if upgrades else "pass"}
