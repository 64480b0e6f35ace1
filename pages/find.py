"""Which Nordic clusters fit us, why, and how do we join?"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.clusters import questions as clusters
from analytics.core.codes import ECOSYSTEMS, NORDIC, WANTS
from analytics.core.language import _, city_name, country_name, listing, quoted, term
from analytics.finder import matching
from analytics.finder import questions as finder
from analytics.finder.questions import Fit, Question
from analytics.regions import questions as regions
from ui import address, cluster_card, counting, layout, markdown, navigation, share, table_frame

NAMES = ("q", "eco", "country", "region", "want")
ANYWHERE = "NORDIC"  # in the link: any of the five countries
SHOWN = 10


def page() -> None:
    """Draw the page."""
    layout.heading("find")
    question = controls()
    if asked(question):
        answer(question)
    else:
        examples()
    method()


def controls() -> Question:
    """The three questions: what do you do, where are you, what do you want."""
    with st.container(key="find-controls"):
        text = address.write_text(
            "q",
            _("What do you do?"),
            placeholder=_("In your own words: Finnish, Swedish, English, Norwegian or Danish"),
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            country = address.choose("country", _("Where are you?"), (*NORDIC, ANYWHERE), _country, "FI", width=210)
            wants = address.choose_many(
                "want",
                _("What do you look for in a cluster?"),
                WANTS,
                finder.want_name,
                width=400,
                placeholder=_("Choose"),
            )
            with st.popover(_("More choices"), icon=":material/tune:"):
                own = "" if country == ANYWHERE else country
                region = _region(own)
                ecosystems = address.choose_many(
                    "eco",
                    _("Industrial ecosystem"),
                    clusters.ecosystems(),
                    term,
                    placeholder=_("Read from your words"),
                )
            share.copy_link()
            address.reset_button(NAMES)
    return Question(text, ecosystems, own, region, wants)


def asked(question: Question) -> bool:
    """Whether the reader has said what they do."""
    return bool(question.text or question.ecosystems)


def examples() -> None:
    """Three descriptions to start from."""
    layout.headline(finder.scope())
    counting.note("")
    st.markdown(_("Write a line on what your company does, or start from an example:"))
    described = (
        _("We make steel parts for wind turbine towers"),
        _("We bake rye bread and sell it to shops"),
        _("We develop software that helps hospitals"),
    )
    with st.container(horizontal=True, key="find-examples"):
        for number, text in enumerate(described):
            st.button(text, icon=":material/edit_note:", key=f"example {number}", on_click=_say, args=(text,))
    st.markdown(_("Or choose your industrial ecosystem:"))
    _offer_ecosystems()


def answer(question: Question) -> None:
    """How the words were read, and the clusters that fit with reasons, fee and the way to join."""
    fits = finder.find(question, limit=None)
    shown = fits[:SHOWN]
    if fits:
        layout.headline(markdown.escape(finder.headline(fits)))
    _read_as(question, found=bool(fits))
    if not fits:
        return
    st.caption(" ".join(finder.coverage(fits, shown, question.country)))
    own = {"country": question.country} if question.country else {}
    navigation.link("fees", _("What membership would cost us, cluster by cluster"), ":material/payments:", **own)
    for fit in shown:
        _card(fit)
    table_frame.downloads(
        finder.table(fits),
        subject="find",
        words=[question.text] if question.text else [term(ecosystem) for ecosystem in question.ecosystems],
        sources=table_frame.pages_named("clusters"),
    )


def method() -> None:
    """The formula in words, and the questions as they are asked."""

    def write() -> None:
        st.markdown(finder.method())
        st.markdown(
            _(
                "The word lists are ours: what companies of each ecosystem say, in five languages. They miss words and "
                "read some wrongly; that is why the page says how it read you and lets you choose. Your text is only "
                "in the address of this page."
            )
        )

    layout.worked_out(write, ["finder.clusters", "finder.lexicon"])


# --- parts -----------------------------------------------------------------------------------------------


def _country(code: str) -> str:
    return _("Anywhere in the Nordic countries") if code == ANYWHERE else country_name(code)


def _region(country: str) -> str:
    options = [code for code in regions.codes(3) if not country or regions.country(code) == country]
    if any(code in regions.codes(3) and code not in options for code in address.read("region")):
        address.reset(["region"])  # the country was changed after the region was chosen
    return address.choose_or_none("region", _("Region"), options, regions.name) or ""


def _say(text: str) -> None:
    address.write("q", [text])


def _choose_ecosystem(ecosystem: str) -> None:
    address.write("eco", [ecosystem])


def _offer_ecosystems() -> None:
    with st.container(horizontal=True, key="find-ecosystems"):
        for ecosystem in clusters.ecosystems():
            st.button(term(ecosystem), key=f"eco {ecosystem}", on_click=_choose_ecosystem, args=(ecosystem,))


def _read_as(question: Question, *, found: bool) -> None:
    """What the text was taken to mean, with the words that said so; changeable."""
    spoken = matching.ecosystems(question.text)
    if question.ecosystems:
        chosen = listing(term(ecosystem) for ecosystem in question.ecosystems)
        st.markdown(_("You chose: {ecosystems}.").format(ecosystems=f"**{markdown.escape(chosen)}**"))
        if question.text:
            st.button(_("Read my words instead"), on_click=address.reset, args=(["eco"],), key="read-words")
    elif spoken:
        read = "; ".join(
            _("{ecosystem} (because of: {words})").format(
                ecosystem=f"**{markdown.escape(term(one.ecosystem))}**",
                words=markdown.escape(", ".join(map(quoted, one.words))),
            )
            for one in spoken[:3]
        )
        st.markdown(_("We read this as: {read}.").format(read=read))
        with st.popover(_("Not right? Choose the ecosystem"), icon=":material/edit:", key="change-ecosystem"):
            _offer_ecosystems()
    elif found:
        st.markdown(
            _("None of your words names an ecosystem; these clusters have words of yours in their name or field.")
        )
    else:
        _not_recognised(question.text)
    if missing := _without_clusters([*question.ecosystems] or [one.ecosystem for one in spoken[:1]]):
        st.info(
            _("The atlas knows no active cluster of this ecosystem: {ecosystems}.").format(
                ecosystems=markdown.escape(listing(map(term, missing)))
            ),
            icon=":material/info:",
        )


def _not_recognised(text: str) -> None:
    st.warning(
        _("No word of {text} is in our word lists. Say it in other words, or choose your industrial ecosystem:").format(
            text=markdown.escape(quoted(text[:80]))
        ),
        icon=":material/search_off:",
    )
    _offer_ecosystems()


def _without_clusters(ecosystems: Sequence[str]) -> list[str]:
    known = finder.with_clusters()
    return [ecosystem for ecosystem in ecosystems if ecosystem in ECOSYSTEMS and ecosystem not in known]


def _card(fit: Fit) -> None:
    """One cluster: why it fits, what it costs, how to join, where to read more."""
    row = fit.row
    with st.container(border=True, key=f"fit-{row['cluster_id']}"):
        st.subheader(f"{fit.rank}\\. {markdown.escape(row['name'])}", anchor=False)
        st.caption(f"{term(row['ecosystem'])} · {_place(fit)} · {clusters.status_name(row['status'])}")
        left, right = st.columns([3, 2], gap="large")
        with left:
            _reasons(fit)
        with right:
            _joining(fit)
        st.caption(_("Source: {source}").format(source=markdown.link(row["source_url"], row["source_url"])))


def _place(fit: Fit) -> str:
    city = markdown.escape(city_name(fit.row["city"])) if isinstance(fit.row["city"], str) else ""
    return ", ".join(part for part in (city, country_name(fit.row["country"])) if part)


def _reasons(fit: Fit) -> None:
    lines = []
    for reason in fit.reasons:
        line = f"- {markdown.escape(reason.words)}"
        if reason.url != fit.row["source_url"]:
            line += f" ({markdown.link(_('source'), reason.url)})"
        lines.append(line)
    st.markdown(f"**{_('Why')}**\n" + "\n".join(lines))
    if fit.unknown:
        st.markdown(_("*Not known, so not counted:* {what}").format(what=", ".join(fit.unknown)))


def _joining(fit: Fit) -> None:
    row = fit.row
    costs = cluster_card.fee(row) or _("not published")
    st.markdown(f"**{_('Membership fee')}:** {costs}")
    if isinstance(row["website"], str):
        join = _("ask the cluster organisation: {page}").format(page=markdown.link(row["website"], row["website"]))
    else:
        join = _("ask the cluster organisation; its website is not known, {page} tells of it").format(
            page=markdown.link(_("this page"), row["source_url"])
        )
    st.markdown(f"**{_('How to join')}:** {join}")
    navigation.link("cluster", _("All that is known of it"), cluster=row["cluster_id"])
    if row["fee_state"] == "published":
        navigation.link("fees", _("What it would cost us"), ":material/payments:", country=row["country"])


if __name__ == "__main__":
    page()
