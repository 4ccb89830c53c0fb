"""maplib as a command, run by the Python that it is installed for: ``python -m benchmarks.with_maplib FOLDER FILE``.

FOLDER has the tables of `benchmarks.prepared`. IRIs and labels are put together by polars, as its users do.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import polars as pl
from maplib import Model

from benchmarks.mappings import OTTR, columns, ottr, parts
from benchmarks.statements import RDF, THINGS, WORDS, Thing


def frame(table: Any, thing: Thing) -> Any:
    """The parameters of a thing's template as columns, each row once."""
    made = [_column(thing.subject, "iri").alias("subject")]
    made += [_column(said.template, said.kind).alias(name) for name, said in parts(thing) if name]
    return table.select(made).unique()


def _column(template: str, kind: str) -> Any:
    found = columns(template)
    text = pl.col(found[0])
    if template != f"{{{found[0]}}}":
        form = template
        for name in found:
            form = form.replace(f"{{{name}}}", "{}", 1)
        text = pl.format(form, *map(pl.col, found))
    if kind == WORDS:
        return pl.struct(text.alias(f"<{RDF}langString>"), pl.lit("en").alias("l"))
    if kind == "date":
        return text.str.to_date()
    return text.cast(pl.Decimal(38, 12)) if kind == "decimal" else text


def main() -> None:
    """Map the tables, and write N-Triples."""
    folder, file = Path(sys.argv[1]), Path(sys.argv[2])
    model = Model()
    for name, things in THINGS.items():
        table = pl.read_csv(folder / f"{name}.csv", infer_schema=False)
        for thing in things:
            model.add_template(ottr(thing))
            model.map(f"{OTTR}{thing.name}", frame(table, thing))
    model.write(str(file), format="ntriples")


if __name__ == "__main__":
    main()
