"""A short message to a cluster: what we do, what we ask, and the fee where it is not published."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from analytics.core.language import _, ngettext, speaking


@dataclass(frozen=True)
class Letter:
    """A message with its subject."""

    subject: str
    body: str

    @property
    def mailto(self) -> str:
        """The address that opens the message in a mail program, without a receiver: none is in the atlas."""
        body = self.body.replace("\n", "\r\n")  # as mail has it
        return f"mailto:?subject={quote(self.subject)}&body={quote(body)}"


def letter(cluster: str, language: str, *, description: str = "", employees: int = -1, fee: str = "") -> Letter:
    """A message to a cluster in a language; `fee` is the fee as published, empty where it must be asked."""
    with speaking(language):
        parts = [_("Hello,"), _("we found {cluster} in the Nordic Cluster Atlas.").format(cluster=cluster)]
        if description:
            parts.append(_("What we do: {description}").format(description=description))
        if employees >= 0:
            parts.append(ngettext("We are a company of {n} person.", "We are a company of {n} people.", employees))
        questions = [
            _("What would membership give us in the first year?"),
            _("Is the fee for a company of our size still this: {fee}?").format(fee=fee)
            if fee
            else _("What does membership cost for a company of our size?"),
            _("Whom could we talk to, and when?"),
        ]
        parts += [_("We would like to know:"), "\n".join(f"- {one}" for one in questions), _("Kind regards,")]
        return Letter(_("Membership of {cluster}").format(cluster=cluster), "\n\n".join(parts) + "\n")
