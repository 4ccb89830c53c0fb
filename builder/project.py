"""Where the folders of a project stand, and the text of a file in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.errors import InputError

_INSIDE = "_project"
"""Folder in which an installed package carries a project's sources."""

_MARK = ("ontology", "seeds", "queries", "shapes", "rules")


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one project, as absolute paths below ``root``."""

    root: Path
    other_seeds: Path | None = None

    @property
    def ontology(self) -> Path:
        """Folder of the ontology's Turtle files and the JSON-LD context."""
        return self.root / "ontology"

    @property
    def seeds(self) -> Path:
        """Folder of the curated records and of the tables: the project's own, unless another was named."""
        return self.other_seeds or self.root / "seeds"

    @property
    def rules(self) -> Path:
        """Folder of the derivation rules (SPARQL CONSTRUCT)."""
        return self.root / "rules"

    @property
    def shapes(self) -> Path:
        """Folder of the SHACL shapes."""
        return self.root / "shapes"

    @property
    def queries(self) -> Path:
        """Folder of the saved queries."""
        return self.root / "queries"

    @property
    def build(self) -> Path:
        """Folder that a build fills unless it is told another: never inside an installed package."""
        return (Path.cwd() if self.root.name == _INSIDE else self.root) / "build"

    def relative(self, path: Path) -> str:
        """The path as messages show it: relative to the project where it lies inside, with forward slashes."""
        absolute = path.absolute()
        return (absolute.relative_to(self.root) if absolute.is_relative_to(self.root) else path).as_posix()


def find_project(start: Path | None = None) -> Project:
    """The project that ``start`` (default: the working folder) lies in, else the one that this package came with.

    Raises InputError where neither has the folders of a project.
    """
    for folder in _candidates(start):
        if all((folder / name).is_dir() for name in _MARK):
            return Project(folder)
    raise InputError(
        f"no project here: looked in {start or Path.cwd()} and above for the folders {', '.join(_MARK)}; "
        "go to a checkout of peelgraph, or name one with --project"
    )


def read_text(path: Path, name: str) -> str:
    """The text of a file, with its line ends as they are; raises InputError where it can't be read as UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8 text (byte {error.start}); save the file as UTF-8") from error
    except OSError as error:
        raise InputError(f"{name}: can't be read ({error.strerror or error})") from error


def _candidates(start: Path | None) -> Iterator[Path]:
    here = (start or Path.cwd()).absolute()
    yield here
    if start is None:
        yield from here.parents
        package = Path(__file__).resolve().parent
        yield package.parent
        yield package / _INSIDE
