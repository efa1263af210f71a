"""Dates in German words."""

from __future__ import annotations

from pmo_desktop.domain.datewords_tokens import DateLanguage, Sort, Tok, Unit, lexicon, listed, unit

_END, _START = Tok(Sort.END), Tok(Sort.START)
_NEXT = "nächste|nächster|nächsten|nächstes|nächstem|folgende|folgenden"
_AFTER_NEXT = "übernächste|übernächster|übernächsten|übernächstes|übernächstem"
_THIS = "diese|dieser|diesen|dieses|diesem|dies|laufende|laufenden|aktuelle"
_COMING = "kommende|kommender|kommenden|kommendes|kommendem"

GERMAN = DateLanguage(
    lexicon(
        *listed(
            Sort.WEEKDAY,
            "montag|mo dienstag|di mittwoch|mi donnerstag|do|don freitag|fr"
            " samstag|sa|sam|sonnabend sonntag|so|son",
        ),
        *listed(
            Sort.MONTH,
            "januar|jan|jänner februar|feb|feber märz|mrz|mär april|apr mai juni|jun|juno juli|jul|julei"
            " august|aug september|sep|sept oktober|okt november|nov dezember|dez",
            1,
        ),
        *listed(
            Sort.NUMBER,
            "ein|eine|einem|einer|einen zwei|zwo drei vier fünf sechs sieben acht neun zehn elf zwölf",
            1,
        ),
        ((Tok(Sort.NUMBER, 14),), "vierzehn"),
        ((Tok(Sort.DAY, 0),), "heute|sofort"),
        ((Tok(Sort.DAY, 1),), "morgen"),
        ((Tok(Sort.DAY, 2),), "übermorgen"),
        ((Tok(Sort.DAY, -1),), "gestern"),
        ((unit(Unit.DAY),), "tag|tage|tagen|t|d"),
        ((unit(Unit.WORKDAY),), "arbeitstag|arbeitstage|arbeitstagen|at|werktag|werktage|werktagen|wt|wd"),
        ((unit(Unit.WEEK),), "woche|wochen|w|kw|kalenderwoche"),
        ((unit(Unit.MONTH),), "monat|monate|monaten|monats|m"),
        ((unit(Unit.QUARTER),), "quartal|quartale|quartalen|quartals|q"),
        ((unit(Unit.YEAR),), "jahr|jahre|jahren|jahres|j"),
        ((_END, unit(Unit.WEEK)), "wochenende|ende woche"),
        ((_END, unit(Unit.MONTH)), "monatsende|ultimo"),
        ((_END, unit(Unit.QUARTER)), "quartalsende"),
        ((_END, unit(Unit.YEAR)), "jahresende"),
        ((_START, unit(Unit.WEEK)), "wochenanfang"),
        ((_START, unit(Unit.MONTH)), "monatsanfang"),
        ((Tok(Sort.NEXT, 1),), _NEXT),
        ((Tok(Sort.NEXT, 2),), _AFTER_NEXT),
        ((Tok(Sort.THIS),), _THIS),
        ((Tok(Sort.COMING),), _COMING),
        ((Tok(Sort.IN),), "in|binnen|innerhalb|innert"),
        ((_END,), "ende"),
        ((_START,), "anfang|beginn"),
        ((Tok(Sort.MIDDLE),), "mitte"),
        ((Tok(Sort.BEFORE),), "vor"),
        ((Tok(Sort.AFTER),), "nach"),
        ((Tok(Sort.MEETING),), "sitzung|besprechung|termin|gremiensitzung"),
        ((Tok(Sort.OPEN),), "offen|noch offen|tbd|tbc|wird bestätigt"),
        ((Tok(Sort.FILLER),), "bis|am|der|die|das|den|dem|des|zum|zur|im|spätestens|von|vom"),
        ((Tok(Sort.FILLER, 1),), "ab heute|spätestens"),
    ),
    ("heute", "morgen", "übermorgen", "mo", "di", "mi", "do", "fr", "freitag in einer woche",
     "ende der woche", "nächste woche", "in 2 wochen", "+10 AT", "ende des monats", "nächsten monat",
     "ende des quartals", "vor der nächsten sitzung", "nächste sitzung", "offen"),
)  # fmt: skip
