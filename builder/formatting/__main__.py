"""``python -m builder.formatting``: bring the sources into their form, or say which are not in it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from builder.errors import ExitCode, PeelgraphError
from builder.formatting.sources import Sources, rewrite
from builder.project import find_project


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code.

    1 where a file is not in its form (with ``--check``) or a query breaks a rule, 4 where a file can't be parsed.
    """
    parser = argparse.ArgumentParser(
        prog="python -m builder.formatting",
        description="Bring Turtle, queries, rules, seeds and the JSON-LD context into their form.",
        epilog="Example:  python -m builder.formatting --check queries",
    )
    parser.add_argument("--check", action="store_true", help="change nothing; list what is not in its form")
    parser.add_argument(
        "--project", type=Path, metavar="DIR", help="folder of the project (default: found from here up)"
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders (default: all)")
    options = parser.parse_args(arguments)
    try:
        return int(_run(options.project, options.paths, check=options.check))
    except PeelgraphError as error:
        print(error, file=sys.stderr)
        return int(error.exit_code)


def _run(folder: Path | None, paths: Sequence[Path], check: bool) -> ExitCode:
    sources = Sources(find_project(folder))
    outcomes = [sources.inspect(path) for path in sources.find(paths)]
    findings = [finding for each in outcomes for finding in each.findings]
    for each in outcomes:
        if (difference := each.difference) and check:
            findings.append(difference)
        elif difference:
            rewrite(each)
            print(f"{each.name}: brought into form")
    for finding in sorted(findings):
        print(finding)
    errors = sorted({error for each in outcomes for error in each.errors})
    for error in errors:
        print(error, file=sys.stderr)
    if findings:
        print(f"{len({finding.file for finding in findings})} of {len(outcomes)} files need mending", file=sys.stderr)
    if errors:
        return ExitCode.SOURCE
    return ExitCode.FINDINGS if findings else ExitCode.FINE


if __name__ == "__main__":
    sys.exit(main())
