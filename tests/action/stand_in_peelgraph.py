"""Stands in for the peelgraph command: notes each call, prints, writes and ends as the test asked.

The environment names two files: CALLS, to which every call is added as a line of JSON, and ANSWERS, which holds for
each command its exit code, what it prints, and whether it writes its files.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main() -> int:
    arguments = sys.argv[1:]
    with Path(os.environ["CALLS"]).open("a", encoding="utf-8") as calls:
        calls.write(json.dumps(arguments) + "\n")
    answer = json.loads(Path(os.environ["ANSWERS"]).read_text(encoding="utf-8")).get(arguments[0], {})
    print(answer.get("print", f"{arguments[0]} ran"))
    for argument in arguments if answer.get("writes", True) else ():
        option, _, value = argument.partition("=")
        if option == "--report":
            form, _, file = value.partition("=")
            Path(file).write_text(answer.get(form, f"{form} of the check\n"), encoding="utf-8")
        elif option == "--out" and arguments[0] != "build":
            Path(value).write_text(answer.get("file", f"answer to {' '.join(arguments[:2])}\n"), encoding="utf-8")
    return int(answer.get("code", 0))


sys.exit(main())
