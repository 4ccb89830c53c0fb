"""What a bulk build has made, in a few lines for people."""

from __future__ import annotations

from builder.bulk.service import BulkBuilt


def summarise(built: BulkBuilt, folder: str) -> str:
    """What was read and kept, and the files with their sizes; ``folder`` as messages show it."""
    lines = [f"{built.rows:,} rows of tables in {built.shards:,} pieces, {built.kept:,} of them kept from before"]
    lines += [f"rule {name}: {count:,} triples" for name, count in built.derived.items()]
    for each in built.files:
        name = f"{folder}/{each.name}"
        lines.append(f"{name:<28} {each.size:>13,} bytes {each.triples or 0:>10,} triples")
    return "\n".join([*lines, *([f"{folder}/store"] if built.store else [])])
