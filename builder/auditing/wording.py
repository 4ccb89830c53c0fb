"""What an audit came to, for people and for programs."""

from __future__ import annotations

import json
from dataclasses import asdict

from builder.auditing.service import Audited, AuditResult


def as_text(result: AuditResult) -> str:
    """Every problem with place and mend, then each document, then the sum; ends with a line end."""
    lines = [str(problem) for problem in result.problems]
    width = max(len(each.file) for each in result.documents)
    lines += [f"{each.file:<{width}}  {_told(each)}" for each in result.documents]
    missing = sum(not each.present for each in result.documents)
    count = len(result.problems)
    lines.append(
        f"{_counted(count, 'problem')} in {_counted(len(result.documents), 'document')}"
        + (f", {missing} of them missing" if missing else "")
    )
    return "\n".join(lines) + "\n"


def as_json(result: AuditResult) -> str:
    """Documents and problems with the names of their fields; ends with a line end."""
    data = {
        "documents": [asdict(each) for each in result.documents],
        "problems": [asdict(each) for each in result.problems],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _told(each: Audited) -> str:
    if not each.present:
        return "missing"
    return f"{each.records} records, {each.statements} words and figures held against it"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
