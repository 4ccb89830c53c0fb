"""What belongs to a site and not to the document on a page: menus, banners, controls, and what is hidden."""

from __future__ import annotations

import re
from typing import Final

from builder.reading.sources.markup import Element

_NO_TEXT: Final = frozenset((
    "script", "style", "noscript", "template", "title", "meta", "link", "base", "svg", "iframe", "object",
    "embed", "canvas", "audio", "video", "map", "select", "option", "optgroup", "textarea", "datalist", "input",
    "progress", "meter", "noframes", "noembed", "del", "s", "strike",
))  # fmt: skip
"""Never read; the last three hold what is struck out, and so no longer said."""

_WHOLE: Final = frozenset({"html", "body", "main"})
_ROLES: Final = frozenset((
    "navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar",
    "tablist", "tooltip",
))  # fmt: skip
_MENUS: Final = frozenset((
    "nav", "navbar", "navigation", "menu", "main-menu", "mainmenu", "main-nav", "site-nav", "site-navigation",
    "breadcrumb", "breadcrumbs", "site-header", "site-footer", "masthead", "skip-link", "skip-links", "skiplinks",
    "skiplink", "skip-to-content", "pagination", "social-share", "share-buttons",
))  # fmt: skip
_PLACES: Final = frozenset({"header", "footer", "nav", "navigation", "menu", "breadcrumb", "breadcrumbs"})
_COOKIES: Final = re.compile(
    r"(?!(?:has|no|with|show|hide|is|js|accept|allow)[-_])(?:[a-z0-9]+[-_]{1,2})?cookies?"
    r"(?:[-_]{0,2}(?:banner|notice|bar|consent|message|popup|policy|law|info|warning|control|overlay|modal|dialog|alert|"
    r"settings|preferences|container|wrapper|disclaimer|prompt|panel|box)[a-z0-9_-]*)?"
    r"|cybotcookiebot\w*|onetrust[a-z0-9_-]*|(?:moove_)?gdpr[a-z0-9_-]*|cmplz[a-z0-9_-]*|ccc(?:-[a-z0-9-]+)?"
    r"|consent[-_]?(?:banner|popup|bar|notice|manager|dialog)"
)
_HIDING: Final = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_LONGEST: Final = 100
"""Names of classes that are longer than this are none of those above."""


def dropped(element: Element, within: bool) -> bool:
    """Whether an element is left out with all that it holds; ``within`` says that it stands in a part of the document.

    What holds the heading or the main part of the page is never taken for a menu or a banner.
    """
    tag = element.tag
    if tag in _NO_TEXT:
        return True
    if tag in _WHOLE:
        return False
    if element.attributes and _hidden(element):
        return True
    if tag == "dialog" and "open" not in element.attributes:
        return True
    return not element.landmark and _of_the_site(element, within)


def _hidden(element: Element) -> bool:
    attributes = element.attributes
    return (
        attributes.get("hidden", "until-found").lower() != "until-found"
        or attributes.get("aria-hidden", "").lower() == "true"
        or ("style" in attributes and bool(_HIDING.search(attributes["style"])))
    )


def _of_the_site(element: Element, within: bool) -> bool:
    tag, attributes = element.tag, element.attributes
    if tag in ("nav", "menu") or (tag in ("header", "footer") and not within):
        return True
    if tag == "form" and not element.prose:
        return True
    if not attributes:
        return False
    if attributes.get("role", "").lower() in _ROLES or attributes.get("id", "").lower() in _PLACES:
        return True
    names = [
        name
        for name in f"{attributes.get('class', '')} {attributes.get('id', '')}".lower().split()
        if len(name) <= _LONGEST
    ]
    return any(name in _MENUS or _COOKIES.fullmatch(name) for name in names)
