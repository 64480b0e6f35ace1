"""A matrix on a page whose cells are buttons: words, signs and colours, laid out by the width that it has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import streamlit as st

from analytics.core import style
from analytics.core.plot import Cell, Grid

_CSS = """
:host, .grid { display: block; container-type: inline-size; font-family: var(--st-font); }
table { border-collapse: separate; border-spacing: 3px; width: 100%; table-layout: fixed; font-size: 14px;
  color: var(--st-text-color); }
caption, .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
col.first { width: 24%; }
thead th { font-weight: 400; padding: 4px 2px; text-align: center; overflow-wrap: anywhere; }
th[scope=row] { font-weight: 400; text-align: left; padding: 2px 8px 2px 0; line-height: 1.25; hyphens: auto; }
th.front { font-weight: 700; }
td { padding: 0; }
td.front { outline: 2px solid var(--front); }
button { font: inherit; width: 100%; min-height: 38px; padding: 2px 4px; border: 1px solid; border-radius: 4px;
  cursor: pointer; display: flex; flex-wrap: wrap; align-items: center; justify-content: center; column-gap: 6px;
  line-height: 1.15; }
button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 1px; }
button[aria-pressed=true] { box-shadow: 0 0 0 3px var(--st-text-color); position: relative; }
.short, .key { display: none; }
.key { margin: 6px 0 0; font-size: 14px; color: var(--st-text-color); flex-wrap: wrap; column-gap: 14px; }
@container (max-width: 900px) {
  button { flex-direction: column; min-height: 46px; font-size: 12.5px; }
  th[scope=row] { font-size: 13px; }
  thead th { font-size: 11.5px; overflow-wrap: normal; }
}
@container (max-width: 640px) {
  .long, .word { display: none; }
  .short { display: inline; }
  .key { display: flex; }
  col.first { width: 36%; }
  button { padding: 0; min-height: 42px; font-size: 17px; }
}
"""
_JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const make = (name, words, attributes = {}) => {
    const made = document.createElement(name);
    if (words) made.textContent = words;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const front = (at) => (at === data.front ? "front" : "");
  const table = make("table", "", { style: `--front: ${data.frame}` });
  table.append(make("caption", data.caption));
  const columns = make("colgroup");
  columns.append(make("col", "", { class: "first" }), ...data.columns.map(() => make("col")));
  const head = make("tr");
  head.append(make("td"), ...data.columns.map(([name, code], at) => {
    const cell = make("th", "", { scope: "col", class: front(at), abbr: name });
    cell.append(make("span", name, { class: "long" }), make("span", code, { class: "short", title: name }));
    return cell;
  }));
  const body = make("tbody");
  const buttons = [];
  data.rows.forEach(([name, cells], row) => {
    const line = make("tr");
    line.append(make("th", name, { scope: "row" }));
    cells.forEach((cell, column) => {
      const chosen = data.chosen[0] === row && data.chosen[1] === column;
      const button = make("button", "", {
        type: "button", "aria-pressed": chosen, "aria-label": cell.label, title: cell.label,
        tabindex: chosen ? 0 : -1,
        style: `background: ${cell.fill}; color: ${cell.ink}; border-color: ${cell.edge}`,
      });
      button.append(make("span", cell.sign), make("span", cell.word, { class: "word" }));
      button.onclick = () => setTriggerValue("cell", `${row},${column}`);
      const place = make("td", "", { class: front(column) });
      place.append(button);
      line.append(place);
      buttons.push(button);
    });
    body.append(line);
  });
  const across = data.columns.length;
  body.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key];
    const next = step && buttons[buttons.indexOf(parentElement.activeElement ?? document.activeElement) + step];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  };
  const top = make("thead");
  top.append(head);
  table.append(columns, top, body);
  const key = make("p", "", { class: "key" });
  key.append(...data.key.map((words) => make("span", words)));
  const grid = make("div", "", { class: "grid" });
  grid.append(table, key);
  const before = parentElement.querySelector(".grid");
  const place = before ? [...before.querySelectorAll("button")].indexOf(parentElement.activeElement) : -1;
  if (before) before.replaceWith(grid);
  else parentElement.append(grid);
  if (place >= 0) buttons[place].focus();
}
"""


@lru_cache(maxsize=1)
def _component() -> Any:
    return st.components.v2.component("cell_grid", css=_CSS, js=_JS)


def choose_cell(
    grid: Grid,
    *,
    key: str,
    caption: str,
    codes: Sequence[str],
    signs: Sequence[str],
    chosen: tuple[int, int],
    on_choose: Callable[[int, int], None],
) -> None:
    """Draw a grid as a table of buttons; `on_choose` gets row and column of the one that is pressed.

    Its cells hold a sign, a space and a word. Where it is narrow, signs stand alone, with `signs` (sign and word) as
    the key below, and columns have their `codes`. The arrow keys move from cell to cell.
    """

    def pressed() -> None:
        row, _sign, column = str(st.session_state[key]["cell"]).partition(",")
        on_choose(int(row), int(column))

    data = {
        "caption": caption,
        "columns": [list(pair) for pair in zip(grid.columns, codes, strict=True)],
        "rows": [[name.replace("\n", " "), [_cell(cell) for cell in cells]] for name, cells in grid.rows],
        "front": grid.column,
        "frame": grid.frame,
        "chosen": list(chosen),
        "key": list(signs),
    }
    _component()(data=data, key=key, on_cell_change=pressed)


def _cell(cell: Cell) -> dict[str, str]:
    sign, _space, word = cell.text.partition(" ")
    fill = cell.fill or style.palette().background
    if cell.hatch:
        lines = f"repeating-linear-gradient(135deg, transparent 0 6px, {style.palette().grid} 6px 8px)"
        fill = f"{lines}, {fill}"
    return {
        "sign": sign,
        "word": word,
        "fill": fill,
        "ink": cell.ink or style.ink_on(cell.fill or style.palette().background),
        "edge": cell.edge or "transparent",
        "label": cell.hover.replace("\n", ". "),
    }
