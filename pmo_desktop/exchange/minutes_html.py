"""Minutes as one HTML page that needs nothing else: every text is escaped, nothing in it runs."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from pmo_desktop.i18n import speaking, tr
from pmo_desktop.readmodels.minutes import EntryKind, MinutesStage
from pmo_desktop.readmodels.minutes_parts import Grid, Heading, Paragraph, Piece, Signature, pieces, title_of
from pmo_desktop.readmodels.minutes_printed import PrintedMinutes, short_code

_STYLE = """
body{font:11pt/1.45 "Noto Serif",Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#14171c}
h1,h2,h3,table,.lead,.number,.margin,header,footer{font-family:"Noto Sans",Arial,sans-serif}
h1{font-size:19pt;margin:.6em 0}h2{font-size:13pt;margin:1.4em 0 .4em}h3{font-size:11pt;margin:1.1em 0 .3em}
table{border-collapse:collapse;width:100%;font-size:9.5pt;margin:.4em 0}
th,td{text-align:start;vertical-align:top;padding:.25em .6em .25em 0;border-bottom:1px solid #c8ccd2}
th{font-weight:400;color:#5a6068}thead{display:table-header-group}tr{break-inside:avoid}
.line{display:grid;grid-template-columns:2.2rem 3.2rem 1fr;margin:.45em 0;break-inside:avoid}
.line>div{padding-inline-start:.6rem}.number,.margin,.facts,header,footer{color:#5a6068;font-size:9pt}
.decision>div{border-inline-start:3px solid #14171c;background:#eceff2}
.action>div{border-inline-start:3px solid #7d848d}.lead{font-weight:600}.facts{font-size:9pt}
.sign{border-top:1px solid #14171c;width:22rem;margin-top:3.2em;color:#5a6068;font-size:9pt}
.draft{position:fixed;inset:40% 0 auto;text-align:center;font:700 96pt "Noto Sans",sans-serif;color:#0000000f;
transform:rotate(-45deg);pointer-events:none}
@page{margin:20mm 15mm 20mm 25mm}@media print{body{margin:0;max-width:none}}
"""
_MARKED = {EntryKind.DECISION: " decision", EntryKind.ACTION: " action"}


def minutes_html(printed: PrintedMinutes) -> bytes:
    """A set of minutes as UTF-8 bytes of a page; the same set gives the same bytes."""
    model = printed.minutes
    with speaking(model.language):
        body = "\n".join(_piece(p) for p in pieces(printed))
        head = "  ·  ".join(
            t for t in (model.organisation, model.body, model.meeting, model.classification) if t
        )
        mark = f'<div class="draft">{_e(tr("DRAFT"))}</div>\n'
        draft = "" if model.stage is MinutesStage.APPROVED else mark
        lang, way = _e(model.language), _direction(model.language)
        page = (
            f'<!DOCTYPE html>\n<html lang="{lang}" dir="{way}">\n<head>\n'
            '<meta charset="utf-8">\n'
            """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; """
            """style-src 'unsafe-inline'">\n"""
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{_e(title_of(printed))}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
            f"<header>{_e(head)}</header>\n{draft}<main>\n{body}\n</main>\n"
            f"<footer>{_e(short_code(printed))}</footer>\n</body>\n</html>\n"
        )
    return page.encode("utf-8", "replace")


def _e(text: str) -> str:
    """Text as text: control characters that no page may have become spaces."""
    kept = "".join(c if c >= " " or c in "\n\t" else " " for c in text)
    return escape(kept).replace("\n", "<br>")


def _direction(language: str) -> str:
    return "rtl" if language.split("-", maxsplit=1)[0] in ("ar", "he", "fa", "ur") else "ltr"


def _piece(piece: Piece) -> str:
    match piece:
        case Heading():
            said = f"{_e(piece.number)} {_e(piece.text)}".strip()
            return f'<h{piece.level} dir="auto">{said}</h{piece.level}>'
        case Paragraph():
            return _paragraph(piece)
        case Grid():
            return "\n".join(_grid(piece))
        case Signature():
            who = ", ".join(t for t in (piece.name, piece.capacity) if t)
            done = f'<p dir="auto">{_e(piece.said)}</p>' if piece.said else ""
            return f'{done}<div class="sign" dir="auto">{_e(who)}</div>'


def _paragraph(piece: Paragraph) -> str:
    lead = f'<span class="lead">{_e(piece.lead)}.</span> ' if piece.lead else ""
    facts = f'<div class="facts" dir="auto">{_e("  ·  ".join(piece.facts))}</div>' if piece.facts else ""
    said = f'<p dir="auto">{lead}{_e(piece.text)}</p>' if piece.text or lead else ""
    if not piece.number:
        return said + facts
    margin = str(piece.margin) if piece.margin else ""
    anchor = escape(piece.number, quote=True)
    return (
        f'<div class="line{_MARKED.get(piece.kind, "")}" id="m-{anchor}"><span class="margin">{margin}</span>'
        f'<span class="number">{_e(piece.number)}</span><div>{said}{facts}</div></div>'
    )


def _grid(grid: Grid) -> Iterator[str]:
    yield "<table>"
    if grid.columns:
        heads = "".join(f'<th scope="col">{_e(c)}</th>' for c in grid.columns)
        yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for row in grid.rows:
        first = "td" if grid.columns else "th"
        cells = [
            f'<{first} dir="auto">{_e(row[0])}</{first}>',
            *(f'<td dir="auto">{_e(t)}</td>' for t in row[1:]),
        ]
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table>"
