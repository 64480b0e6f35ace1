"""The matrix of cluster policies at the widths of windows, whatever the browser calls itself, and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

Visitor = Callable[..., Visit]

# Words or signs that reach beyond their button, buttons beyond the page, and names of rows over the cells.
MISFITS = """() => {
  const grid = [...document.querySelectorAll("*")].map((one) => one.shadowRoot?.querySelector(".grid")).find(Boolean);
  const wrong = [];
  const page = grid.getBoundingClientRect();
  for (const button of grid.querySelectorAll("button")) {
    const box = button.getBoundingClientRect();
    if (box.left < page.left - 1 || box.right > page.right + 1) wrong.push(`outside: ${button.textContent}`);
    for (const word of button.children) {
      const inner = word.getBoundingClientRect();
      if (inner.width && (inner.left < box.left + 1 || inner.right > box.right - 1 || inner.bottom > box.bottom))
        wrong.push(`${word.textContent} in ${Math.round(box.width)} px`);
    }
  }
  for (const name of grid.querySelectorAll("th[scope=row]")) {
    if (name.scrollWidth > name.clientWidth) wrong.push(name.textContent);
  }
  return wrong;
}"""


@pytest.mark.parametrize("width", [1440, 820, 600, 390])
def test_words_fit_their_cells_in_a_window_of_any_width(visitor: Visitor, width: int) -> None:
    visit = visitor()
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.open("/programmes?lang=fi")
    cell = visit.page.get_by_role("button", name="Islanti, Kehitystasot: ei tiedossa")
    expect(cell).to_be_visible()
    assert visit.page.evaluate(MISFITS) == []
    words = visit.page.locator("button .word").filter(has_text="ei tiedossa").first
    expect(words).to_be_visible(visible=width > 700)
    assert visit.complaints == []


def test_a_cell_is_chosen_by_press_and_by_keyboard(visitor: Visitor) -> None:
    visit = visitor()
    visit.open("/programmes?lang=en")
    evidence = visit.page.locator(".st-key-evidence")
    visit.page.get_by_role("button", name="Norway, Quality label").click()
    expect(evidence).to_contain_text("Norway · Quality label is part of it")
    expect(evidence).to_contain_text("Source (associations): gceocean.no")
    assert (visit.query()["of"], visit.query()["f"]) == (["NO"], ["quality_label_linked"])
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("Enter")
    expect(evidence).to_contain_text("Denmark · Quality label is part of it")
    expect(visit.page.get_by_role("button", name="Denmark, Quality label")).to_have_attribute("aria-pressed", "true")
