"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

ProjectOption: TypeAlias = Annotated[
    Path | None, typer.Option("--project", metavar="DIR", help="Folder of the project (default: found from here up).")
]
"""The project that a command works on."""
