"""A SPARQL endpoint: the query operation of the SPARQL 1.1 Protocol, section 2.1, by POST.

https://www.w3.org/TR/sparql11-protocol/#query-operation. The form ``query=…`` is what every server takes.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping
from http.client import HTTPException, HTTPResponse
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from builder import __version__
from builder.errors import ServiceError, UsageError
from builder.query.engine import SIZE_LIMIT, out_of_time, too_large
from builder.query.parameters import Term
from builder.query.results import Result
from builder.query.wording import shown

_JSON: Final = "application/sparql-results+json"
_CHUNK: Final = 64 * 1024


class Endpoint:
    """A SPARQL endpoint; all questions together have ``timeout`` seconds."""

    def __init__(self, url: str, timeout: float, size_limit: int = SIZE_LIMIT) -> None:
        no_address = UsageError(f"--endpoint: `{shown(url)}` is no address of a service; allowed: http://…, https://…")
        try:
            parts = urlsplit(url)
            _ = parts.port
        except ValueError as error:  # brackets without an IPv6 address, or a port that is no number below 65536
            raise no_address from error
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise no_address
        if parts.username is not None or parts.password is not None:
            raise UsageError("--endpoint: the address holds a user name or password; leave them out")
        self.url = url
        self._timeout = timeout
        self._end = time.monotonic() + timeout
        self._size_limit = size_limit

    def select(self, text: str, bindings: Mapping[str, Term] | None = None) -> Result:
        """The answer to a SELECT query, with the bindings joined to it as a VALUES block.

        Raises ServiceError where the service can't be reached, refuses, or answers something else than rows in JSON,
        and LimitError where the time or the size of the answer runs out.
        """
        body = urlencode({"query": with_values(text, bindings or {})}).encode("ascii")
        headers = {
            "Accept": _JSON,
            "Content-Type": "application/x-www-form-urlencoded",
            "User-Agent": f"peelgraph/{__version__}",
        }
        request = Request(self.url, data=body, headers=headers, method="POST")  # noqa: S310 - http and https only
        try:
            with _opener().open(request, timeout=max(0.001, self._end - time.monotonic())) as response:
                content = self._read(response)
        except HTTPError as error:
            raise ServiceError(self._refusal(error)) from error
        except (URLError, HTTPException, OSError, ValueError) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, socket.timeout | TimeoutError):
                raise out_of_time(self._timeout) from error
            raise ServiceError(f"{self.url} can't be reached: {shown(str(reason) or type(reason).__name__)}") from error
        return self._checked(content)

    def _read(self, response: HTTPResponse) -> bytes:
        kind = response.headers.get_content_type()
        if kind not in {_JSON, "application/json"}:
            raise ServiceError(f"{self.url} answers with `{shown(kind)}`, not with {_JSON}; is it a SPARQL endpoint?")
        chunks = bytearray()
        while chunk := response.read1(_CHUNK):
            chunks += chunk
            if len(chunks) > self._size_limit:
                raise too_large(self._size_limit)
            if time.monotonic() > self._end:
                raise out_of_time(self._timeout)
        return bytes(chunks)

    def _refusal(self, error: HTTPError) -> str:
        if 300 <= error.code < 400:
            return f"{self.url} has moved to {shown(error.headers.get('Location') or '?')}; use that address"
        with error:
            lines = error.read(2000).decode("utf-8", "replace").strip().splitlines()
        said = f": {shown(lines[0])}" if lines else ""
        return f"{self.url} refuses the query with status {error.code} {shown(error.reason)}{said}"

    def _checked(self, content: bytes) -> Result:
        result = Result(content)
        try:
            _ = result.columns, result.rows
        except (SyntaxError, ValueError) as error:
            reason = shown(str(error))
            raise ServiceError(f"{self.url} answers with something that is no result in {_JSON}: {reason}") from error
        return result


def with_values(text: str, bindings: Mapping[str, Term]) -> str:
    """The query with a trailing VALUES block (SPARQL 1.1 Query, section 10.2.2) that binds its variables.

    The terms are written by the RDF library, which escapes what they hold.
    """
    if not bindings:
        return text
    names = " ".join(f"?{name}" for name in bindings)
    return f"{text}\nVALUES ({names}) {{ ({' '.join(str(term) for term in bindings.values())}) }}\n"


def _opener() -> OpenerDirector:
    """Speaks HTTP and HTTPS only, and follows no redirect: a redirected POST would arrive without its query."""
    opener = OpenerDirector()
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, HTTPErrorProcessor):
        opener.add_handler(handler())
    return opener
