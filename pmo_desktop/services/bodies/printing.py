"""A version of terms of reference with what stands round it, ready to be printed."""

from __future__ import annotations

from pmo_desktop.domain.ids import TermsId
from pmo_desktop.domain.organisation import Organisation, PaperSize
from pmo_desktop.domain.terms import TermsOfReference
from pmo_desktop.i18n import speaking, tr
from pmo_desktop.readmodels.terms_printed import TermsDocument
from pmo_desktop.services.ports import Reader


def read_document(reader: Reader, uid: TermsId) -> TermsDocument | None:
    """One version as a document, in three or four statements; None when it is not there any more."""
    terms: TermsOfReference | None = reader.get("terms", [uid]).get(uid)
    body = reader.get("body", [terms.body]).get(terms.body) if terms is not None else None
    if terms is None or body is None:
        return None
    organisations: list[Organisation] = reader.all("organisation")
    of = organisations[0] if organisations else None
    decision = terms.approved_by
    taken = reader.get("decision", [decision]).get(decision) if decision else None
    with speaking(terms.language):
        return TermsDocument(
            terms.language,
            of.title.said(terms.language) if of else "",
            body.title.said(terms.language),
            body.code,
            terms.version,
            terms.state,
            terms.sections,
            terms.in_force,
            terms.review_by,
            taken.ref if taken is not None else "",
            tr(body.class_default.label),
            of.paper if of else PaperSize.A4,
        )
