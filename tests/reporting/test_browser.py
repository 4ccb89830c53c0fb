"""The HTML page in a browser: nothing wider than a telephone, no complaint, light and dark as the reader wants."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest

from builder.checking.findings import CheckResult
from builder.reporting.html import render
from builder.reporting.style import DARK, LIGHT
from tests.reporting.sample import broken, clean, sample

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

FRAME = """<!DOCTYPE html>
<html><body style="margin: 0">
<iframe id="page" width="WIDTH" height="800" style="border: 0" srcdoc="PAGE"></iframe>
<script>
addEventListener("load", () => {
  const page = document.getElementById("page").contentDocument;
  const root = page.documentElement;
  const shown = [...page.body.querySelectorAll("*")].filter((each) => !each.closest(".skip, thead"));
  const style = (element) => page.defaultView.getComputedStyle(element);
  const measured = {
    width: root.clientWidth,
    reach: root.scrollWidth,
    outside: shown.filter((each) => each.getBoundingClientRect().right > root.clientWidth + 0.5).length,
    ground: style(root).backgroundColor,
    ink: style(root).color,
    heads: [...page.querySelectorAll("thead")].map((each) => each.getBoundingClientRect().width > 1),
    shown: shown.length,
    small: Math.min(...shown.map((each) => parseFloat(style(each).fontSize))),
  };
  document.body.textContent = "measured " + JSON.stringify(measured) + " end";
});
</script>
</body></html>
"""


@pytest.fixture(scope="module")
def chromium() -> str:
    for each in NAMES:
        if path := shutil.which(each):
            return path
    pytest.skip(f"no browser on the PATH, looked for {', '.join(NAMES)}: the page is not looked at")


def measure(chromium: str, folder: Path, result: CheckResult, width: int, dark: bool = False) -> dict[str, Any]:
    """What the browser measures of the page in a frame of this width, having made sure that it does not complain."""
    file = folder / "frame.html"
    page = FRAME.replace("WIDTH", str(width)).replace("PAGE", escape(render(result)))
    file.write_text(page, encoding="utf-8")
    done = subprocess.run(
        [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--dump-dom",
            f"--user-data-dir={folder / 'profile'}", "--window-size=1400,900", "--virtual-time-budget=10000",
            f"--blink-settings=preferredColorScheme={0 if dark else 1}", file.as_uri(),
        ],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert [line for line in done.stderr.splitlines() if ":CONSOLE" in line] == []
    match = re.search(r"measured (\{.*\}) end", done.stdout)
    assert match, done.stdout[:2000]
    measured = json.loads(unescape(match[1]))
    assert isinstance(measured, dict)
    return measured


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[index : index + 2], 16)) for index in (1, 3, 5))})"


@pytest.mark.parametrize("make", [sample, broken, clean])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_is_wider_than_the_screen(chromium: str, tmp_path: Path, make: Any, width: int) -> None:
    measured = measure(chromium, tmp_path, make(), width)
    assert measured["width"] <= width
    assert measured["width"] > width - 20  # a bar to scroll with takes some
    assert measured["reach"] <= measured["width"]
    assert measured["outside"] == 0
    assert measured["shown"] > 20
    assert measured["small"] >= 12
    assert set(measured["heads"]) == {width > 768}  # on a telephone, cells name their columns


@pytest.mark.parametrize(("dark", "palette"), [(False, LIGHT), (True, DARK)], ids=["light", "dark"])
def test_colours_are_those_the_reader_wants(chromium: str, tmp_path: Path, dark: bool, palette: dict[str, str]) -> None:
    """Which also shows that the policy of the page lets its style apply."""
    measured = measure(chromium, tmp_path, sample(), 1280, dark)
    assert (measured["ground"], measured["ink"]) == (rgb(palette["paper"]), rgb(palette["ink"]))


def test_a_complaint_would_be_seen(chromium: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "tests.reporting.test_browser.FRAME", FRAME.replace("const page", "console.error(1); const page")
    )
    with pytest.raises(AssertionError, match="CONSOLE"):
        measure(chromium, tmp_path, clean(), 360)
