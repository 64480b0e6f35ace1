"""A text field for SQL that offers names as they are typed.

Editors on the package index fetch fonts from other hosts (streamlit-code-editor) or are no longer kept (streamlit-ace),
so this one is a plain field, which screen readers and phones know, with a list of names below it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import streamlit as st

from analytics.core.language import _

_CSS = """
.editor { font-family: var(--st-font); color: var(--st-text-color); }
label { display: block; font-size: 14px; margin-bottom: 4px; }
textarea { box-sizing: border-box; width: 100%; min-height: 190px; resize: vertical; padding: 10px 12px; tab-size: 2;
  font: 14px/1.5 var(--st-code-font), ui-monospace, monospace; color: inherit; border-radius: 8px;
  border: 1px solid var(--st-border-color); background: var(--st-secondary-background-color); }
textarea:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
ul { list-style: none; margin: 4px 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 4px; min-height: 30px; }
li { padding: 2px 8px; border: 1px solid var(--st-border-color); border-radius: 6px; cursor: pointer; font-size: 13px; }
li[aria-selected=true] { border-color: var(--st-primary-color); box-shadow: inset 0 0 0 1px var(--st-primary-color); }
li small { opacity: 0.75; margin-left: 6px; }
"""
_JS = """
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  let box = parentElement.querySelector(".editor");
  if (!box) {
    box = document.createElement("div");
    box.className = "editor";
    box.innerHTML = '<label for="sql-text"></label><textarea id="sql-text" spellcheck="false" autocapitalize="off" ' +
      'autocomplete="off" aria-autocomplete="list" aria-controls="sql-names"></textarea>' +
      '<ul id="sql-names" role="listbox"></ul>';
    parentElement.append(box);
  }
  const text = box.querySelector("textarea"), list = box.querySelector("ul");
  box.querySelector("label").textContent = data.label;
  list.setAttribute("aria-label", data.names_label);
  if (box.dataset.version !== data.version) {  // another statement was put in its place
    box.dataset.version = data.version;
    text.value = data.value;
  }
  let offered = [], chosen = 0, timer = 0;
  const word = () => text.value.slice(0, text.selectionStart).match(/[A-Za-z_][A-Za-z0-9_]*$/)?.[0] ?? "";
  const send = () => { clearTimeout(timer); setStateValue("sql", text.value); };
  const show = () => {
    list.replaceChildren(...offered.map(([name, about], at) => {
      const item = document.createElement("li");
      item.setAttribute("role", "option");
      item.id = `sql-name-${at}`;
      item.setAttribute("aria-selected", at === chosen);
      const small = document.createElement("small");
      small.textContent = about;
      item.append(name, small);
      item.onmousedown = (event) => { event.preventDefault(); take(name); };
      return item;
    }));
    if (offered.length) text.setAttribute("aria-activedescendant", `sql-name-${chosen}`);
    else text.removeAttribute("aria-activedescendant");
  };
  const offer = () => {
    const begun = word().toLowerCase();
    offered = begun.length < 2 ? [] : data.names.filter(([name]) => {
      const low = name.toLowerCase();
      return low.startsWith(begun) && low !== begun;
    }).slice(0, 8);
    chosen = 0;
    show();
  };
  const take = (name) => {
    const end = text.selectionStart;
    text.setRangeText(name, end - word().length, end, "end");
    offered = [];
    show();
    wait();
  };
  const wait = () => { clearTimeout(timer); timer = setTimeout(send, 700); };
  text.oninput = () => { offer(); wait(); };
  text.onblur = () => { offered = []; show(); send(); };
  text.onkeydown = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      offered = [];
      show();
      send();
      setTriggerValue("run", text.value);
      return;
    }
    if (!offered.length) return;
    const step = { ArrowDown: 1, ArrowRight: 0, ArrowUp: -1 }[event.key];
    if (step) chosen = (chosen + step + offered.length) % offered.length;
    else if (event.key === "Tab" && !event.shiftKey) take(offered[chosen][0]);
    else if (event.key === "Escape") offered = [];
    else return;
    event.preventDefault();
    if (offered.length) show(); else list.replaceChildren();
  };
}
"""


@lru_cache(maxsize=1)
def _component() -> Any:
    return st.components.v2.component("sql_editor", css=_CSS, js=_JS)


def edit(value: str, version: str, names: Mapping[str, str], *, key: str, on_run: Callable[[str], None]) -> str:
    """The statement in the field. A new `version` puts `value` in the place of what stands there.

    `names` are offered as they are typed (Tab takes one), each with what it is. Ctrl+Enter runs.
    """

    def ran() -> None:
        on_run(str(st.session_state[key]["run"]))

    data = {
        "label": _("A question in SQL"),
        "names_label": _("Names that fit"),
        "value": value,
        "version": version,
        "names": [list(pair) for pair in names.items()],
    }
    result = _component()(data=data, key=key, default={"sql": value}, on_sql_change=lambda: None, on_run_change=ran)
    return str(result["sql"] if result["sql"] is not None else value)
