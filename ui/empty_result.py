"""What a page says when nothing fits its filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from analytics.core.language import _, number
from ui import address


@dataclass(frozen=True)
class Offer:
    """A filter in words, its name in the link, what loosens it there and the default, and how much is found then."""

    label: str
    name: str
    loosened: tuple[str, ...]
    default: tuple[str, ...]
    found: int


def nothing_fits(sentence: str, offers: Sequence[Offer]) -> None:
    """Say that nothing fits, and offer to loosen each filter that would bring something back."""
    st.warning(sentence, icon=":material/filter_alt_off:")
    useful = [offer for offer in offers if offer.found]
    if not useful:
        st.markdown(_("No single one helps. Start again with Reset."))
        return
    st.markdown(_("Loosen one of them:"))
    with st.container(horizontal=True):
        for offer in useful:
            st.button(
                _("{filter}: {n} found").format(filter=offer.label, n=number(offer.found)),
                key=f"loosen {offer.name}",
                on_click=address.write,
                args=(offer.name, offer.loosened, offer.default),
            )
