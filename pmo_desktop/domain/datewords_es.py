"""Dates in Spanish words."""

from __future__ import annotations

from pmo_desktop.domain.datewords_tokens import DateLanguage, Sort, Tok, Unit, lexicon, listed, unit

SPANISH = DateLanguage(
    lexicon(
        *listed(Sort.WEEKDAY, "lunes|lun martes|mar miércoles|mié jueves|jue viernes|vie sábado|sáb"
                " domingo|dom"),
        *listed(
            Sort.MONTH,
            "enero|ene febrero|feb marzo|mzo abril|abr mayo|may junio|jun julio|jul agosto|ago"
            " septiembre|setiembre|sep|sept octubre|oct noviembre|nov diciembre|dic",
            1,
        ),
        *listed(Sort.NUMBER, "un|una|uno dos tres cuatro cinco seis siete ocho nueve diez once doce", 1),
        ((Tok(Sort.DAY, 0),), "hoy"),
        ((Tok(Sort.DAY, 1),), "mañana"),
        ((Tok(Sort.DAY, 2),), "pasado mañana"),
        ((Tok(Sort.DAY, -1),), "ayer"),
        ((unit(Unit.DAY),), "día|días|d"),
        ((unit(Unit.WORKDAY),), "día hábil|días hábiles|día laborable|días laborables|dh|wd"),
        ((unit(Unit.WEEK),), "semana|semanas|sem|s"),
        ((unit(Unit.MONTH),), "mes|meses|m"),
        ((unit(Unit.QUARTER),), "trimestre|trimestres|t"),
        ((unit(Unit.YEAR),), "año|años|a"),
        ((Tok(Sort.NEXT, 1),), "próximo|próxima|siguiente|que viene"),
        ((Tok(Sort.THIS),), "este|esta"),
        ((Tok(Sort.IN),), "en|dentro de"),
        ((Tok(Sort.END),), "fin|fin de|final de|fines de|finales de"),
        ((Tok(Sort.START),), "principio de|principios de|inicio de|comienzos de"),
        ((Tok(Sort.MIDDLE),), "mediados de"),
        ((Tok(Sort.BEFORE),), "antes|antes de"),
        ((Tok(Sort.AFTER),), "después|después de"),
        ((Tok(Sort.MEETING),), "reunión|sesión"),
        ((Tok(Sort.OPEN),), "por confirmar|por definir|tbc"),
        ((Tok(Sort.FILLER),), "el|la|los|las|de|del|para|al|hasta"),
        ((Tok(Sort.FILLER, 1),), "a más tardar"),
    ),
    ("hoy", "mañana", "lunes", "martes", "miércoles", "jueves", "viernes", "fin de semana", "próxima semana",
     "en 2 semanas", "+10 días hábiles", "fin de mes", "fin de trimestre", "antes de la próxima reunión",
     "próxima reunión", "por confirmar"),
)  # fmt: skip
