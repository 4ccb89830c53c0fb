"""The reference seeds of a made-up country: those of the project, but with other forces and nothing about the real."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Final

from ruamel.yaml import YAML

from builder.errors import SourceError
from builder.formatting.seeds import format_seed
from builder.project import Project
from builder.seeds.loader import checked, read_all
from builder.seeds.records import Cycle, GradeScheme, Place
from builder.seeds.registry import Registry
from builder.seeds.source import Plain, Source, read_source
from builder.synthesizing.forces import MadeUpForce
from builder.synthesizing.tables import Round

_OF_REAL_BODIES: Final = frozenset(
    {"forces", "not_ids", "police_authorities", "commissioners", "organisations", "posts", "people"}
)

REMARK: Final = "# Made up by `peelgraph synthesize`: no force of these names exists, and nothing here was published.\n"


def reference_files(project: Project) -> dict[str, str]:
    """Texts of the reference seeds without forces, by the names of their files.

    Raises InputError and SourceError where those of the project can't be read.
    """
    paths = sorted((project.seeds / "reference").glob("*.yaml"))
    sources = [read_source(path, project.relative(path)) for path in paths]
    themes = {str(record.get("code")) for source in sources for record in _records(source, "themes")}
    files: dict[str, str] = {}
    for path, source in zip(paths, sources, strict=True):
        kept = {section: value for section, value in source.data.items() if section not in _OF_REAL_BODIES}
        for metric in _records(source, "metric_definitions"):
            if metric.get("theme") not in themes:  # a theme that a document defines
                metric.pop("theme", None)
        if kept:
            files[path.name] = _text(kept, path.name)
    return files


def forces_file(forces: Sequence[MadeUpForce]) -> str:
    """The text of the seeds that define the forces."""
    records = [{"force": f.key, "name": f.name, "gss": f.gss, "area_name": f.area, "region": f.region} for f in forces]
    return _text({"forces": records}, "forces.yaml")


def _records(source: Source, section: str) -> list[dict[str, Plain]]:
    value = source.data.get(section)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _text(data: object, name: str) -> str:
    stream = io.StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.dump(data, stream)
    return REMARK + format_seed(stream.getvalue(), name)


def registry_of(files: Mapping[str, str]) -> Registry:
    """What reference seeds define, from their texts; raises SourceError where they don't fit together."""
    seeds, problems = checked(read_all((text.encode(), name) for name, text in files.items()))
    if problems:
        raise SourceError(problems)
    return seeds.registry


def regions_of(registry: Registry) -> tuple[str, ...]:
    """The keys of all regions, and of Wales, sorted."""
    found = [each.record for each in registry.things["place"].values() if isinstance(each.record, Place)]
    return tuple(sorted(place.place for place in found if place.kind == "region" or place.place == "wales"))


def rounds_of(registry: Registry) -> list[Round]:
    """The graded cycles of PEEL in the order of their years, with the subjects that each of them grades."""
    cycles = [each.record for each in registry.things["cycle"].values() if isinstance(each.record, Cycle)]
    rounds = []
    for cycle in sorted(cycles, key=lambda cycle: (cycle.year, cycle.cycle)):
        if cycle.programme != "peel" or cycle.scheme is None:
            continue
        scheme = registry.things["scheme"][cycle.scheme].record
        grades = scheme.grades if isinstance(scheme, GradeScheme) else ()
        best_first = tuple(grade.grade for grade in sorted(grades, key=lambda grade: -grade.rank))
        rounds.append(Round(cycle.cycle, cycle.year, best_first, _subjects(registry, cycle.cycle)))
    return rounds


def _subjects(registry: Registry, cycle: str) -> tuple[str, ...]:
    """The areas of a cycle or, where it has none, the pillars, of which the first cycle graded one."""
    defined = [(key, each.record) for key, each in registry.things["subject"].items()]
    areas = tuple(
        key for key, record in defined if getattr(record, "kind", "") == "area" and key.startswith(f"{cycle}/")
    )
    if areas:
        return areas
    pillars = tuple(key for key, record in defined if getattr(record, "kind", "") == "pillar")
    return tuple(key for key in pillars if key == "efficiency") if cycle == "peel-2014" else pillars
