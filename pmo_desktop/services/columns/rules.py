"""The words of register headers in English, French, German and Spanish, and the fields that they name.

A rule holds when each of its groups is met by some word of the header and none of `but` is. A word
`x*` meets every header word that begins with x, `*x` every one that ends with it. The first rule that
holds wins, so the narrower stand above the wider: a commentary on a rating is not a rating. Words are
folded: lower case, without accents.
"""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.domain.registersheet import RegisterField as F


@dc.dataclass(frozen=True, slots=True)
class Rule:
    """Groups of words, one of each of which a header must hold."""

    field: F
    groups: tuple[str, ...]
    but: str = ""


_NARRATIVE = (
    "narrative narrativ commentary comment comments reason reasons explanation remark remarks note"
    " notes justification rationale kommentar* begrundung bemerkung* erlauterung* anmerkung*"
    " commentaire* explication* remarque* comentario* observacion* justificacion"
)
_CLEAR_RATING = "rag dca brag ampel*"
_RATING = (
    "rag dca brag confidence colour color ampel* ratings rating health traffic semaforo feu couleur"
    " bewertung cote confiance evaluation evaluacion calificacion"
)
_MONEY = (
    "cost costs budget* spend spending expenditure kosten* *kosten cout* coste* costo* gasto* depense*"
    " ausgaben funding"
)
_ANY_COST = "cost costs kosten cout couts coste costes costo montant betrag importe amount funding value"
_BENEFIT = "benefit benefits nutzen* avantage* benefice* beneficio*"
_VARIANCE = "variance variances abweichung* ecart* desviacion* overrun"
_START = (
    "start starts started begin begins beginn *beginn startdatum commencement commence debut inicio demarrage"
)
_FINISH = (
    "end ends finish finished completion complete completed ende *ende endtermin enddatum"
    " fertigstellung* abschluss* fin achevement livraison termino finalizacion cierre closing closure"
    " due deadline live delivered target echeance"
)
_DATE = "date dates datum *datum *termin fecha"
_NAME = "name names title titel bezeichnung nom titre nombre titulo intitule"
_WORK = (
    "project projects projekt* projet* proyecto* initiative* iniciativa* investment vorhaben* work dossier"
)
_WORK_NAME = "projektname projekttitel projektbezeichnung"
_PROGRAMME = "programme programm program programa programmname"
_BASELINE = (
    "baseline baselined original originally planned plan geplant* initial* prevu prevue previsto inicial"
)
_FORECAST = (
    "forecast forecasted revised current latest estimated prognose revise* actuel estime* pronostico"
    " voraussichtlich*"
)
_ACTUAL = "actual ist tatsachlich* reel reelle real"
_UNITS = (
    "department departments departmental dept ministry organisation organization agency division"
    " directorate unit abteilung* bereich* ressort amt ministerium behorde dienststelle ministere"
    " organisme departement direction bureau departamento ministerio unidad direccion"
)
_PERCENT = "percent percentage pct prozent pourcentage porcentaje"
_SCHEDULE = "schedule time timing termin* zeit* calendrier echeancier cronograma plazo"
_SPENT = "spend spent expenditure istkosten ausgaben actuals"
_APPROVED = "approved total planned baseline genehmigt* approuve* aprobado plan totaux totales"
_SPONSOR = "sro sponsor sponsors auftraggeber* promoteur parrain commanditaire patrocinador* responsible"
_MANAGER = (
    "manager managers projektleit* *leiter *leitung leiter chef cheffe responsable jefe gerente pm lead"
    " gestionnaire owner verantwortlich* proprietaire"
)
_REF = (
    "id ids ref refs reference number no nr num numero code kennung kennziffer nummer *nummer"
    " identifier key uniqueid clave codigo referenz*"
)
_CATEGORY = "category categories type kind kategorie* art typ categorie tipo categoria theme portfolio"
_COUNTRY = "country countries land lander pays pais location standort* lieu ubicacion region site ort"
_DESCRIPTION = (
    "description descriptions aim aims objective* scope summary beschreibung *beschreibung ziel* inhalt"
    " descripcion objectif* objetivo* resume purpose alcance about"
)
_STATE = "status state zustand statut etat estado projektstatus"
_REPORT = "status report reporting snapshot data extract berichts* stichtag"

RULES: tuple[Rule, ...] = (
    Rule(F.RATING_TEXT, (_NARRATIVE, _RATING)),
    Rule(F.BENEFITS_TEXT, (_NARRATIVE, _BENEFIT)),
    Rule(F.SCHEDULE_TEXT, (_NARRATIVE, _SCHEDULE)),
    Rule(F.VARIANCE_TEXT, (_NARRATIVE, _VARIANCE)),
    Rule(F.BUDGET_TEXT, (_NARRATIVE, f"{_MONEY} whole wlc")),
    Rule(F.RATING_TEXT, (_NARRATIVE,), but="number count"),
    Rule(F.RATING, (_CLEAR_RATING,), but=_DATE),
    Rule(F.VARIANCE_PERCENT, (_VARIANCE, f"{_PERCENT} age")),
    Rule(F.VARIANCE, (_VARIANCE,), but=f"{_DATE} schedule days delay"),
    Rule(F.BENEFITS, (_BENEFIT,), but="realisation type owner"),
    Rule(F.RATING, (_RATING,), but=f"{_DATE} {_MONEY}"),
    Rule(F.WHOLE_LIFE_COST, ("whole lifetime lebenszyklus*", f"life {_MONEY}")),
    Rule(F.WHOLE_LIFE_COST, ("wlc gesamtkosten lebenszykluskosten",)),
    Rule(F.AS_AT, ("as", "of at")),
    Rule(F.AS_AT, (_REPORT, _DATE), but=f"{_START} {_FINISH}"),
    Rule(F.AS_AT, ("stichtag berichtsdatum stand datenstand",)),
    Rule(F.START_ACTUAL, (_START, _ACTUAL), but="delay"),
    Rule(F.START_BASELINE, (_START, _BASELINE), but="latest approved delay"),
    Rule(F.START_FORECAST, (_START, _FORECAST), but="latest approved delay"),
    Rule(F.START, (_START,), but=f"{_MONEY} delay days"),
    Rule(F.FINISH_ACTUAL, (_FINISH, _ACTUAL), but=f"{_MONEY} delay"),
    Rule(F.FINISH_BASELINE, (_FINISH, _BASELINE), but=f"{_MONEY} latest approved"),
    Rule(F.FINISH_FORECAST, (_FINISH, _FORECAST), but=f"{_MONEY} latest approved"),
    Rule(F.FINISH, (_FINISH,), but=f"{_MONEY} {_PERCENT} user users delay number"),
    Rule(F.FINISH, ("delivery livraison entrega liefer*", _DATE)),
    Rule(F.ACTUAL_COST, (f"{_ACTUAL} spent paid gastado ausgegeben depense*", _MONEY)),
    Rule(F.ACTUAL_COST, (_SPENT,), but="plan planned budget forecast"),
    Rule(F.FORECAST_COST, ("forecast forecasted eac prognose* prevision* pronostico*",), but=_DATE),
    Rule(F.FORECAST_COST, (_MONEY, "estimated estimate estimation estime* revised"), but=_DATE),
    Rule(
        F.BUDGET,
        ("budget* *budget presupuesto* plankosten baseline",),
        but=f"{_DATE} code number last changes",
    ),
    Rule(F.BUDGET, (_MONEY, _APPROVED)),
    Rule(F.BUDGET, (_ANY_COST,), but=_DATE),
    Rule(F.SPONSOR, (_SPONSOR,), but=_DATE),
    Rule(F.MANAGER, (_MANAGER,), but=_DATE),
    Rule(F.REF, (_REF,), but=f"{_DATE} phone order source days count of {_UNITS} {_PROGRAMME}"),
    Rule(F.CATEGORY, (_CATEGORY,)),
    Rule(F.UNIT, (_UNITS,)),
    Rule(F.COUNTRY, (_COUNTRY,)),
    Rule(F.URL, ("url link website web lien enlace webseite",)),
    Rule(F.PHASE, ("phase* stage gate etape etapa fase",)),
    Rule(F.TITLE, (_WORK, _NAME)),
    Rule(F.TITLE, (_WORK_NAME,)),
    Rule(F.PROGRAMME, (_PROGRAMME,), but=f"{_WORK} {_STATE} {_DESCRIPTION} {_SCHEDULE}"),
    Rule(F.DESCRIPTION, (_DESCRIPTION,)),
    Rule(F.STATE, (_STATE,)),
    Rule(F.TITLE, (_NAME,), but="file owner contact"),
    Rule(F.TITLE, (_WORK,), but="phase size type team portfolio delay duration days"),
    Rule(F.PERIOD, ("year jahr annee ano anno period periode quarter reporting",), but="remaining left"),
)
DIMENSIONS = {
    "time": f"{_SCHEDULE} delivery_time delai* kalender",
    "cost": f"{_MONEY} finance finances financial finanzen finanzas",
    "scope": "scope quality umfang qualitat perimetre qualite alcance calidad",
    "benefits": _BENEFIT,
    "risk": "risk risks risiko risiken risque* riesgo*",
    "resources": "resource resources ressourcen ressource* recursos staffing people",
}
"""Words by which one of several rating columns says what it rates; without them it rates the whole."""
COMMON = (_WORK, _DATE, _MONEY, _NAME)
"""Words that any header may hold without making its meaning less sure."""
WORK_WORDS = f"{_WORK} {_WORK_NAME} {_PROGRAMME}"
"""Words by which a header says that its titles are those of projects."""
