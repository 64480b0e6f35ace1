"""Which Nordic clusters fit us, why, and how do we join?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from analytics.clusters import questions as clusters
from analytics.comparison import questions as comparison
from analytics.core.codes import ECOSYSTEMS, NORDIC, WANTS
from analytics.core.language import _, city_name, country_name, listing, quoted, term
from analytics.fees import ours
from analytics.finder import matching
from analytics.finder import questions as finder
from analytics.finder.questions import Fit, Question
from analytics.regions import questions as regions
from ui import address, counting, layout, markdown, navigation, our_size, share, shortlist, table_frame, write_to

NAMES = ("q", "eco", "country", "region", "want", our_size.EMPLOYEES, our_size.TURNOVER)
ANYWHERE = "NORDIC"  # in the link: any of the five countries
SHOWN = 10
STRONG = 3


def page() -> None:
    """Draw the page."""
    layout.heading("find")
    question, size = controls()
    if asked(question):
        answer(question, size)
    else:
        examples()
    method()


def controls() -> tuple[Question, tuple[int, int]]:
    """What we do, where we are and how large; what we want and where exactly behind a button."""
    with st.container(key="find-controls"):
        text = address.write_text(
            "q",
            _("What do you do?"),
            placeholder=_("In your own words: Finnish, Swedish, English, Norwegian, Danish or Icelandic"),
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            country = address.choose("country", _("Where are you?"), (*NORDIC, ANYWHERE), _country, "FI", width=210)
            staff = our_size.employees()
            with st.popover(_("More choices"), icon=":material/tune:"):
                own = "" if country == ANYWHERE else country
                region = _region(own)
                sales = our_size.turnover()
                wants = address.choose_many(
                    "want",
                    _("What do you look for in a cluster?"),
                    WANTS,
                    finder.want_name,
                    placeholder=_("Choose"),
                )
                ecosystems = address.choose_many(
                    "eco",
                    _("Industrial ecosystem"),
                    _ecosystems(),
                    term,
                    placeholder=_("Read from your words"),
                )
            share.copy_link()
            address.reset_button(NAMES)
    return Question(text, ecosystems, own, region, wants), (staff, sales)


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


def answer(question: Question, size: tuple[int, int]) -> None:
    """How the words were read, three clusters that fit, and the wider ones folded."""
    fits = finder.find(question, limit=SHOWN)
    if fits:
        layout.headline(markdown.escape(finder.headline(fits)))
    _read_as(question, found=bool(fits))
    if not fits:
        return
    for fit in fits[:STRONG]:
        _card(fit, question, size)
    if wider := fits[STRONG:]:
        with st.expander(_("Wider: clusters further from what you do"), key="wider"):
            for fit in wider:
                _line(fit)
    shortlist.bar(**our_size.query(*size), **({"q": question.text} if question.text else {}))
    own = {"country": question.country} if question.country else {}
    navigation.link(
        "fees", _("What membership would cost us, cluster by cluster"), ":material/payments:", **own, **_sizes(size)
    )
    with st.expander(_("Take the list along"), key="take-list"):
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
        st.markdown(finder.measured())
        st.markdown(
            _(
                "The word lists are ours: what companies of each ecosystem say, in six languages. They miss words and "
                "read some wrongly; that is why the page says how it read you and lets you choose. Your text is only "
                "in the address of this page."
            )
        )

    layout.worked_out(write, ["finder.clusters", "finder.lexicon", "finder.nearby"])


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


def _ecosystems() -> tuple[str, ...]:
    """The ecosystems that have a cluster to find."""
    return tuple(ecosystem for ecosystem in clusters.ecosystems() if ecosystem in matching.with_clusters())


def _offer_ecosystems() -> None:
    with st.container(horizontal=True, key="find-ecosystems"):
        for ecosystem in _ecosystems():
            st.button(term(ecosystem), key=f"eco {ecosystem}", on_click=_choose_ecosystem, args=(ecosystem,))


def _read_as(question: Question, *, found: bool) -> None:
    """What the text was taken to mean, with the words that said so; changeable."""
    every = matching.ecosystems(question.text)
    spoken = [one for one in every if 2 * one.strength >= every[0].strength]
    if question.ecosystems:
        chosen = listing(term(ecosystem) for ecosystem in question.ecosystems)
        st.markdown(_("You chose: {ecosystems}.").format(ecosystems=f"**{markdown.escape(chosen)}**"))
        if question.text:
            st.button(_("Read my words instead"), on_click=address.reset, args=(["eco"],), key="read-words")
    elif spoken:
        read = listing(
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
    known = matching.with_clusters()
    return [ecosystem for ecosystem in ecosystems if ecosystem in ECOSYSTEMS and ecosystem not in known]


def _card(fit: Fit, question: Question, size: tuple[int, int]) -> None:
    """One cluster: what it does, why it fits, who is in it, what it costs us, and what to do next."""
    row = fit.row
    cluster_id = row["cluster_id"]
    fee = ours.fee(cluster_id, *size)
    with st.container(border=True, key=f"fit-{cluster_id}"):
        st.subheader(f"{fit.rank}\\. {markdown.escape(row['name'])}", anchor=False)
        st.caption(f"{term(row['ecosystem'])} · {_place(fit)}")
        st.markdown(markdown.escape(_does(cluster_id)))
        st.markdown(_why(fit))
        if named := comparison.who(clusters.about("members", cluster_id)):
            st.markdown(_("Who is in it: {names}").format(names=markdown.escape(named)))
        cost = markdown.escape(fee.words) + markdown.age_mark(fee.age)
        st.markdown(
            _("Fee for us, a year: {fee}").format(fee=f"**{cost}**")
            if fee.known
            else _("Fee for us: **{fee}**. Ask for it in the message.").format(fee=cost)
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            shortlist.button(cluster_id, "find")
            write_to.cluster(cluster_id, size, key=f"find-{cluster_id}", description=question.text)
            navigation.link("cluster", _("All that is known of it"), cluster=cluster_id, **_sizes(size))
        st.caption(_("Source: {source}").format(source=markdown.site(_source(row))))


def _line(fit: Fit) -> None:
    """A wider hit in a line."""
    row = fit.row
    with st.container(horizontal=True, vertical_alignment="center", key=f"wider-{row['cluster_id']}"):
        name = f"**{fit.rank}\\. {markdown.escape(row['name'])}**, {_place(fit)}"
        does = matching.fields_here().get(row["cluster_id"], "")
        st.markdown(f"{name}. {markdown.escape(does)}" if does else name, width="stretch")
        shortlist.button(row["cluster_id"], "wider")
        navigation.link("cluster", _("Profile"), cluster=row["cluster_id"])


def _source(row: Mapping[str, Any]) -> str:
    told = row["what_it_does_url"]
    return told if isinstance(told, str) else str(row["source_url"])


def _does(cluster_id: str) -> str:
    """What a cluster does in sentences, or its field where no text is known."""
    return matching.described_here().get(cluster_id) or matching.fields_here().get(cluster_id, "")


def _sizes(size: tuple[int, int]) -> dict[str, str]:
    return our_size.query(*size)


def _place(fit: Fit) -> str:
    city = markdown.escape(city_name(fit.row["city"])) if isinstance(fit.row["city"], str) else ""
    return ", ".join(part for part in (city, country_name(fit.row["country"])) if part)


def _why(fit: Fit) -> str:
    """Why a cluster fits, in a sentence or two; where it is stands above already."""
    said = [
        markdown.escape(reason.words)
        + (f" ({markdown.link(_('source'), reason.url)})" if reason.url != fit.row["source_url"] else "")
        for reason in fit.reasons
        if not reason.place
    ]
    if fit.unknown:
        said.append(_("not known: {what}").format(what=listing(fit.unknown)))
    return f"**{_('Why')}:** " + ". ".join(one[:1].upper() + one[1:] for one in said) + "."


if __name__ == "__main__":
    page()
