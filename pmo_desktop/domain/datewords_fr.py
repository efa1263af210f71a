"""Dates in French words."""

from __future__ import annotations

from pmo_desktop.domain.datewords_tokens import DateLanguage, Sort, Tok, Unit, lexicon, listed, unit

FRENCH = DateLanguage(
    lexicon(
        *listed(Sort.NUMBER, "un|une deux trois quatre cinq six sept huit neuf dix onze douze", 1),
        *listed(Sort.WEEKDAY, "lundi|lun mardi|mar mercredi|mer jeudi|jeu vendredi|ven samedi|sam"
                " dimanche|dim"),
        *listed(
            Sort.MONTH,
            "janvier|janv février|févr|fév mars avril|avr mai juin juillet|juil août"
            " septembre|sept|sep octobre|oct novembre|nov décembre|déc",
            1,
        ),
        ((Tok(Sort.NUMBER, 15),), "quinze"),
        ((Tok(Sort.DAY, 0),), "aujourd hui|ce jour|aujourdhui"),
        ((Tok(Sort.DAY, 1),), "demain"),
        ((Tok(Sort.DAY, 2),), "après demain"),
        ((Tok(Sort.DAY, -1),), "hier"),
        ((unit(Unit.DAY),), "jour|jours|j"),
        ((unit(Unit.WORKDAY),), "jour ouvré|jours ouvrés|jour ouvrable|jours ouvrables|jo|wd"),
        ((unit(Unit.WEEK),), "semaine|semaines|sem|s"),
        ((unit(Unit.MONTH),), "mois|m"),
        ((unit(Unit.QUARTER),), "trimestre|trimestres|t"),
        ((unit(Unit.YEAR),), "an|ans|année|années|a"),
        ((Tok(Sort.NEXT, 1),), "prochain|prochaine|suivant|suivante"),
        ((Tok(Sort.THIS),), "ce|cet|cette"),
        ((Tok(Sort.IN),), "dans|en|sous|d ici"),
        ((Tok(Sort.END),), "fin|fin de|fin du|la fin de|la fin du"),
        ((Tok(Sort.START),), "début|début de|début du"),
        ((Tok(Sort.MIDDLE),), "mi|milieu|milieu de|milieu du"),
        ((Tok(Sort.BEFORE),), "avant"),
        ((Tok(Sort.AFTER),), "après"),
        ((Tok(Sort.MEETING),), "réunion|séance"),
        ((Tok(Sort.OPEN),), "à confirmer|à préciser|tbc"),
        ((Tok(Sort.FILLER),), "le|la|les|de|du|d|l|des|pour|au|à|jusqu au|jusqu a"),
    ),
    ("aujourd'hui", "demain", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "vendredi en huit",
     "fin de semaine", "semaine prochaine", "dans 2 semaines", "+10 jo", "fin du mois", "fin du trimestre",
     "avant la prochaine réunion", "prochaine réunion", "à confirmer"),
)  # fmt: skip
