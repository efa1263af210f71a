"""One run of levelling: the instant answer at once, then the search, then the proof, all within the time.

`solve` is the door. It looks at what kind of problem it has, lets the methods work one after another on what
the one before has found, and gives out nothing that the checker does not pass.
"""

from __future__ import annotations

import dataclasses as dc
import time
from typing import Literal

from pmo_desktop.scheduling.levelling.answer import Answer, in_first_mode
from pmo_desktop.scheduling.levelling.bounds import never_enough, path_bound, refuted_bound, value_bound
from pmo_desktop.scheduling.levelling.checking import breaches
from pmo_desktop.scheduling.levelling.exact import Limits, has_solver, load_solver, prove
from pmo_desktop.scheduling.levelling.genetic import Pace, breed, pace_for
from pmo_desktop.scheduling.levelling.ground import Ground
from pmo_desktop.scheduling.levelling.kernels import Kernels, compiled, has_compiler, plain
from pmo_desktop.scheduling.levelling.lagged import search_lagged
from pmo_desktop.scheduling.levelling.minimal import level_minimal
from pmo_desktop.scheduling.levelling.moded import search_modes
from pmo_desktop.scheduling.levelling.nets import along_links, horizon
from pmo_desktop.scheduling.levelling.problem import Problem, links_of, make_problem
from pmo_desktop.scheduling.levelling.rules import Found, rule_schedules
from pmo_desktop.scheduling.levelling.run import Improved, Run, Stop

Method = Literal["minimal", "instant", "best", "exact"]

_QUICK = ("minimal", "instant")
"""Methods that end with the first schedules."""
PROVABLE = 150
"""Tasks up to which a proof is looked for without being asked for."""
_RULES_FOR = 0.15
"""Seconds after which no further rule is tried; the first always is."""
_BEFORE_SOLVER = 0.15
"""Share of the time, and seconds at most, that a search gets where the solver does better."""
_FOR_BOTH = 3.0
"""Seconds from which a larger problem has time for the solver too, unless it is asked for."""
_LEAST_CROWD = 16
"""Members of a population; in every other turn a small one, which begins anew more often."""
_WORTH_PROVING = 0.03
"""Seconds that must be left for the solver."""


@dc.dataclass(frozen=True)
class Options:
    """How a run goes. `fast` and `solver` say whether the extra may be used: None where it is installed."""

    seed: int = 1
    fast: bool | None = None
    solver: bool | None = None
    rounds: int | None = None
    """End the search after so many rounds, not by the clock: the same seed then gives the same answer."""

    @property
    def compile(self) -> bool:
        """Whether the compiled form is used."""
        return has_compiler() if self.fast is None else self.fast

    @property
    def prove(self) -> bool:
        """Whether the solver is used."""
        return has_solver() if self.solver is None else self.solver


def solve(
    problem: Problem,
    method: Method = "best",
    seconds: float = 5.0,
    *,
    options: Options | None = None,
    on_improved: Improved = lambda _answer: None,
    stop: Stop = lambda: False,
) -> Answer:
    """The best schedule that is found in so many seconds, with a bound and, where it was reached, the proof.

    `minimal` moves as little as possible (see `level_minimal`, which also says why), `instant` tries rules of
    thumb, `best` searches on and proves what is small, `exact` gives the proof most of the time.

    `on_improved` hears of each better schedule, from threads of this run; `stop` is asked some thirty times a
    second and ends the run with the best so far. Loading the extra `optimise`, and compiling on the first use
    on a machine, is not counted in the time: `prepare` does it beforehand.
    """
    run = Run(problem, seconds, on_improved, stop)
    chosen = options or Options()
    if never_enough(problem) or path_bound(problem) is None:
        run.infeasible = True
        return run.answer()
    run.raise_bound(value_bound(problem, run.scale))
    if along_links(problem) is None:
        _with_circles(run, method, chosen)
    elif problem.multi_mode:
        _with_modes(run, method, chosen)
    else:
        _plain(run, method, chosen)
    return run.answer()


def prepare(options: Options | None = None) -> None:
    """Load what `solve` uses, compile it if it is the first time on this machine. May take 30 seconds."""
    chosen = options or Options()
    form = _form(chosen)
    if not form.lists:
        pair = make_problem([2, 2], [[1], [1]], [1], links_of([]))
        breed(Ground(pair, form), (), Pace(4, 1, 4, 1), 1, 0, lambda _found: None, lambda: False)
        _ = [*rule_schedules(Ground(pair, form), lambda: False)]
    if chosen.prove:
        load_solver()


def _form(options: Options) -> Kernels:
    return compiled() if options.compile else plain()


def _plain(run: Run, method: Method, options: Options) -> None:
    """One mode a task, links not in circles: rules, search, bound, proof."""
    if method == "minimal":
        run.offer(level_minimal(run.problem).schedule, "minimal")
        return
    ready = options.compile and compiled.cache_info().currsize > 0
    ground = Ground(run.problem, compiled() if ready else plain())
    given = _instant(run, ground)
    if method in _QUICK or run.over():
        return
    with run.not_counted():
        prepare(options)
    if options.compile and not ready:
        ground = Ground(run.problem, compiled())
    proving = options.prove and (run.problem.tasks <= PROVABLE or method == "exact")
    for turn, (search, proof) in enumerate(_turns(run, method, proving)):
        _search(run, ground, given if turn == 0 else [], search, options, turn)
        if turn == 0 and not run.over():
            known = run.value if not run.problem.weighted else run.bound
            run.raise_bound(refuted_bound(run.problem, run.bound, known, run.until(0.1)))
        if proof and not run.over():
            _prove(run, options, run.left * proof)


def _instant(run: Run, ground: Ground) -> list[Found]:
    """The schedules of the rules, and the plan in hand where it can be carried out as it is."""
    problem = run.problem
    given = []
    if (problem.planned >= 0).all():
        schedule = in_first_mode(problem, problem.planned)
        if not breaches(problem, schedule):
            run.offer(schedule, "plan")
            given.append(Found(ground.inside(problem.planned), run.value))
    ends = time.monotonic() + _RULES_FOR
    for found in rule_schedules(ground, lambda: time.monotonic() >= ends or run.over()):
        run.evaluated += 1
        given.append(found)
        run.offer(in_first_mode(problem, ground.outside(found.starts)), "rules")
    return given


def _search(run: Run, ground: Ground, given: list[Found], share: float, options: Options, turn: int) -> None:
    """Search for so much of the time that is left."""
    if options.rounds is None:
        pace = pace_for(ground, share * run.left)
    else:
        pace = dc.replace(pace_for(ground, share * run.seconds), rounds=options.rounds)
    if turn > 1 and turn % 2:
        pace = dc.replace(pace, crowd=max(_LEAST_CROWD, 2 * pace.crowd // 5))

    def improved(found: Found) -> None:
        run.offer(in_first_mode(run.problem, ground.outside(found.starts)), "genetic")

    seed = options.seed + 100 * turn
    run.evaluated += breed(ground, given, pace, seed, run.bound, improved, run.until(share))


def _turns(run: Run, method: Method, proving: bool) -> list[tuple[float, float]]:
    """The turns of search and proof: for each, the shares of the time then left that they get.

    A small problem is mostly proven at once; where not, the search goes on elsewhere before the solver has
    the rest. With more time it begins anew several times: what one population never finds, another does.
    A larger one gains little from the solver.
    """
    tasks = run.problem.tasks
    if not proving:
        return [(0.9 if tasks <= PROVABLE else 1.0, 0.0)]
    if tasks <= 40 and method == "best":
        anew = [(0.06, 0.3), (0.2, 0.0), (0.25, 0.0), (0.34, 0.0), (0.5, 0.0), (0.9, 1.0)]
        return anew if run.seconds >= _FOR_BOTH else [(0.06, 0.6), (0.9, 1.0)]
    if tasks <= 40:
        return [(0.06, 1.0)]
    if tasks > 75 and method == "best" and run.seconds < _FOR_BOTH:
        return [(1.0, 0.0)]
    share = 0.7 if tasks <= 75 else 0.8
    return [(share if method == "best" else share / 2, 1.0)]


def _prove(run: Run, options: Options, seconds: float) -> None:
    """Let the solver find the proof, or something better, from the best so far."""
    problem = run.problem
    if seconds < _WORTH_PROVING:
        return
    below = None if run.schedule is None else run.value
    proof = prove(
        problem,
        Limits(seconds, options.seed, options.rounds is not None),
        bound=run.bound,
        below=below,
        most=horizon(problem) if below is None or problem.weighted else below - 1,
        scale=run.scale,
        on_improved=lambda schedule: run.offer(schedule, "exact"),
        stop=run.over,
    )
    if proof.schedule is not None:
        run.offer(proof.schedule, "exact")
    run.raise_bound(proof.bound if run.schedule is None else min(proof.bound, run.value))
    if proof.done and run.schedule is None:
        run.infeasible = True
    elif proof.done:
        run.raise_bound(run.value)


def _with_modes(run: Run, method: Method, options: Options) -> None:
    """A choice of modes: a search over choices, then the solver."""
    if method not in _QUICK:
        with run.not_counted():
            prepare(options)
    over = _begins(run, method, options)
    run.evaluated += search_modes(run.problem, _form(options), options.seed, run.offer, over)
    if method not in _QUICK and options.prove and not run.over():
        _prove(run, options, run.left)


def _with_circles(run: Run, method: Method, options: Options) -> None:
    """Maximum lags: orders put between tasks that do not fit together, then the solver.

    Little change that is not found at once is what the other methods find.
    """
    if method == "minimal":
        try:
            run.offer(level_minimal(run.problem).schedule, "minimal")
        except ValueError:
            method = "best"
        else:
            return
    over = _begins(run, method, options)
    run.evaluated += search_lagged(run.problem, options.seed, run.offer, over)
    if method not in _QUICK and options.prove and not run.over():
        with run.not_counted():
            load_solver()
        _prove(run, options, run.left)


def _begins(run: Run, method: Method, options: Options) -> Stop:
    """When the search ends that goes before the solver: soon, where there is one."""
    if not options.prove or method in _QUICK:
        return run.over
    return run.until(_BEFORE_SOLVER, _BEFORE_SOLVER)
