"""IRIs as programs read them, and as links to pages."""

from __future__ import annotations

from urllib.parse import quote, urlsplit


def link(iri: str) -> str:
    """An IRI of the web as a URI in ASCII (RFC 3987, section 3.1) that no markup ends early; empty for any other."""
    try:
        parts = urlsplit(iri)
    except ValueError:  # such as a host in brackets that are not closed
        return ""
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return ""
    return quote(iri, safe="!#$%&*+,/:;=?@~")


def iri(node: str) -> str:
    """A node of the shapes without the brackets of N-Triples; a blank node stays as it is."""
    return node[1:-1] if node.startswith("<") and node.endswith(">") else node
