"""A participant writes: the field, its draft kept in the browser, and the receipt."""

from __future__ import annotations

import hmac
import json
from hashlib import sha256

import streamlit as st

from analytics.core.language import _, current
from analytics.workshops import live
from analytics.workshops.models import Details, Question, Receipt
from ui import workshop_ui


def write(details: Details, question: Question, token: str, received: tuple[Receipt, ...]) -> None:
    """The field, its button and the draft in the browser.

    The field's key changes after each receipt: a new field is empty, and a second tap meets a field that is gone.
    """
    sent = st.session_state.setdefault("statements sent", 0)
    field = f"draft-{details.code}-{question.number}-{sent}"
    with st.form(f"write-{field}", border=False, enter_to_submit=False):
        st.text_area(
            _("Your statement"),
            key=field,
            max_chars=live.STATEMENT_CHARACTERS,
            height=150,
            placeholder=_("One need at a time"),
        )
        st.form_submit_button(
            _("Send"),
            width="stretch",
            type="primary",
            icon=":material/send:",
            on_click=_send,
            args=(details, question.number, token, field, current()),
        )
    if st.session_state.pop("just received", None):
        st.success(_("Received: your statement is stored and on the board."), icon=":material/check_circle:")
    _keep_draft(details.code, question.number, field, [r.text for r in received if r.question == question.number])


def _send(details: Details, question: int, token: str, field: str, language: str) -> None:
    text = str(st.session_state.get(field, ""))
    submission = submission_id(token, question, text)
    receipt = workshop_ui.attempt(live.submit, details.code, token, submission, question, text, language)
    if receipt is None:
        return
    st.session_state["statements sent"] += 1
    st.session_state["just received"] = True
    if details.themes:
        workshop_ui.suggest_themes(details.code, token, receipt, language)


def submission_id(token: str, question: int, text: str) -> str:
    """The same for the same words on the same question from the same device: a double tap, a reload or a second tab
    that sends them again is answered with the receipt of the first."""
    return hmac.new(token.encode(), f"{question}\n{text.strip()}".encode("utf-8", "replace"), sha256).hexdigest()[:32]


DRAFT = r"""
(([name, field, received]) => {
  const draft = localStorage.getItem(name);
  if (draft !== null && received.includes(draft.trim())) localStorage.removeItem(name);
  let left = 100;
  const start = () => {
    const area = document.querySelector(`.st-key-${field} textarea`);
    if (!area) { if (left-- > 0) setTimeout(start, 100); return; }
    const kept = localStorage.getItem(name);
    if (kept && !area.value) {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(area, kept);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (area.dataset.kept) return;
    area.dataset.kept = "yes";
    const keep = () => {
      if (area.value) localStorage.setItem(name, area.value); else localStorage.removeItem(name);
    };
    area.addEventListener("input", keep);
    keep();  // what was typed before this script came
  };
  start();
})
"""


def _keep_draft(code: str, question: int, field: str, received: list[str]) -> None:
    """Keep what is typed in the browser until it was received: it outlives a reload and a network that is gone."""
    given = json.dumps([f"atlas-draft:{code}:{question}", field, [text.strip() for text in received]])
    st.html(f"<script>{DRAFT}({given.replace('<', chr(92) + 'u003c')})</script>", unsafe_allow_javascript=True)
