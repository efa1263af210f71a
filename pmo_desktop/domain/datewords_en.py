"""Dates in English words."""

from __future__ import annotations

from pmo_desktop.domain.datewords_tokens import DateLanguage, Sort, Tok, Unit, lexicon, listed, unit

_END = Tok(Sort.END)

ENGLISH = DateLanguage(
    lexicon(
        *listed(Sort.WEEKDAY, "monday|mon tuesday|tue|tues wednesday|wed thursday|thu|thur|thurs friday|fri"
            " saturday|sat sunday|sun"),
        *listed(
            Sort.MONTH,
            "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug"
            " september|sep|sept october|oct november|nov december|dec",
            1,
        ),
        *listed(Sort.NUMBER, "a|an|one two|couple three four five six seven eight nine ten eleven twelve", 1),
        ((Tok(Sort.DAY, 0),), "today|tonight|eod|cob|now|end of day|close of business"),
        ((Tok(Sort.DAY, 1),), "tomorrow|tmrw"),
        ((Tok(Sort.DAY, 2),), "day after tomorrow|overmorrow"),
        ((Tok(Sort.DAY, -1),), "yesterday"),
        ((unit(Unit.DAY),), "day|days|d"),
        ((unit(Unit.WORKDAY),), "wd|working day|working days|workday|workdays|business day|business days|bd"),
        ((unit(Unit.WEEK),), "week|weeks|w|wk|wks|cw"),
        ((unit(Unit.FORTNIGHT),), "fortnight|fortnights"),
        ((unit(Unit.MONTH),), "month|months|m|mo|mth"),
        ((unit(Unit.QUARTER),), "quarter|quarters|q|qtr"),
        ((unit(Unit.YEAR),), "year|years|y|yr"),
        ((_END, unit(Unit.WEEK)), "eow|week end"),
        ((_END, unit(Unit.MONTH)), "eom|month end"),
        ((_END, unit(Unit.QUARTER)), "eoq|quarter end"),
        ((_END, unit(Unit.YEAR)), "eoy|year end"),
        ((Tok(Sort.NEXT, 1),), "next|following"),
        ((Tok(Sort.THIS),), "this|current"),
        ((Tok(Sort.COMING),), "coming|this coming"),
        ((Tok(Sort.IN),), "in|within"),
        ((_END,), "end|end of|end of the"),
        ((Tok(Sort.START),), "start|start of|beginning|beginning of|early"),
        ((Tok(Sort.MIDDLE),), "mid|middle|middle of"),
        ((Tok(Sort.BEFORE),), "before"),
        ((Tok(Sort.AFTER),), "after"),
        ((Tok(Sort.MEETING),), "meeting|board|session"),
        ((Tok(Sort.OPEN),), "tbc|tbd|to be confirmed|to be decided"),
        ((Tok(Sort.FILLER),), "by|on|the|of|at|until|till|due"),
        ((Tok(Sort.FILLER, 1),), "from now|time|from today|latest|at the latest"),
    ),
    ("today", "tomorrow", "mon", "tue", "wed", "thu", "fri", "fri week", "end of week", "next week",
     "in 2 weeks", "+10 wd", "end of month", "next month", "end of quarter", "before next meeting",
     "next meeting", "tbc"),
    dotted=False,
)  # fmt: skip
