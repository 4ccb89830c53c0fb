"""Why the fast engine gives no results."""

from __future__ import annotations


class Unsupported(Exception):  # noqa: N818 - it is no mistake of anybody
    """The shapes use something that the fast engine does not evaluate; the reference engine may."""


class Malformed(Exception):  # noqa: N818 - as above
    """The shapes are none as the specification wants them; the text says what is wrong, in plain words."""
