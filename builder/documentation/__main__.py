"""``python -m builder.documentation``: write the generated parts of README.md and docs/ anew, or say what is stale."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from builder.documentation.material import gather
from builder.documentation.site import written
from builder.errors import ExitCode, PeelgraphError
from builder.formatting.sources import Outcome, rewrite
from builder.project import find_project

ADVICE = "make docs"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code.

    1 where a file is not up to date (with ``--check``), 4 where a mark is wrong or a block can't be made.
    """
    parser = argparse.ArgumentParser(
        prog="python -m builder.documentation",
        description="Write the generated parts of README.md and docs/ anew, from the seeds and all other sources.",
        epilog="Example:  python -m builder.documentation --check",
    )
    parser.add_argument("--check", action="store_true", help="change nothing; list what is not up to date")
    parser.add_argument("--project", type=Path, metavar="DIR", help="folder of the project (default: found from here)")
    options = parser.parse_args(arguments)
    try:
        return int(_run(options.project, check=options.check))
    except PeelgraphError as error:
        print(error, file=sys.stderr)
        return int(error.exit_code)


def _run(folder: Path | None, check: bool) -> ExitCode:
    project = find_project(folder)
    with gather(project) as material:
        files = [Outcome(path, project.relative(path), before, after) for path, before, after in written(material)]
    stale = [(each, each.difference) for each in files if each.difference]
    for each, difference in stale:
        if check:
            print(replace(difference, found="not up to date", advice=ADVICE))
        else:
            rewrite(each)
            print(f"{each.name}: written anew")
    return ExitCode.FINDINGS if check and stale else ExitCode.FINE


if __name__ == "__main__":
    sys.exit(main())
