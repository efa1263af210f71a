"""Resource levelling and optimisation on arrays: no dates, no people, no files, no screens.

The doors
---------
`problem.make_problem` builds a `Problem`; `solving.solve` answers it (`instant`, `best`, `exact`: shortest
schedule, or least weighted lateness, with a lower bound and the proof where it was reached);
`minimal.level_minimal` levels a plan in hand with as little change as possible and gives the reason for each
move; `checking.breaches` says what a schedule breaks. `solving.prepare` loads (and on the first use on a
machine compiles) the extra `optimise` beforehand; call it in the worker, and say that it goes on.

A run belongs in a worker thread: the compiled search and the solver let other threads run. `on_improved` is
called in threads of the run with ever better answers; `stop` ends it within some hundredths of a second.

How a plan with calendars becomes a problem
-------------------------------------------
1. *Slots.* Choose a grid (60, 30 or 15 minutes; the greatest common divisor of the lengths is best, a day for
   plans in whole days) and take as slots only the moments at which **any** calendar of the plan works, in
   order. Slot 0 is the first of them after the date from which is levelled. A table slot -> instant turns
   answers back into dates: a start is the instant of its slot, a finish the end of the slot before it.
2. *Durations* are working time, in slots, rounded up. Milestones have 0.
3. *Calendars.* A task works where its own calendar and those of its resources work. Each different such
   intersection is a row of `working` (slots of the grid in which it works); `calendar` names the row of each
   task, NOT_SET where it works in all slots. Such a task pauses in its non-working slots and needs nothing
   there; it is not broken off elsewhere, unless that is asked of `level_minimal`. Where the whole plan has
   one calendar, no row is needed at all; with rows the exact method proves more slowly.
4. *Resources.* One row of `capacity` for each resource of the shared pool, in units of one per cent (or
   0.01): a step function over the slots, from its availability table; what other projects that are not
   levelled take is subtracted. Absences belong into the calendars (3), or, as capacity 0, hold up tasks that
   may not pause. The last column holds for ever after, so let the profile end in a normal slot. `request`
   is the assignment's units. Cost and material resources take no part.
5. *Links* of all four types with their lags counted in slots; elapsed lags as the slots that they cover at
   the planned place. Per cent lags as slots of the predecessor's duration. Maximum lags and hard "no later
   than" dates are links backwards with negative lags (see `Links`).
6. *Constraints.* Start no earlier: `release`. What has begun, must-start dates, manual tasks and priority
   "do not level": `fixed`. Summaries, level of effort and hammocks are left out; links to a summary belong
   to what is under it. `planned` is the plan in hand: the start of `level_minimal`, and of the search.
7. *Several projects* over one pool are one problem. Give the last task of each project its present finish
   as `due` and the project's rank as `weight`: then lateness counts first, and the makespan among equals.
   `priority` is MS Project's 0 to 1000, by task; add the project's.
"""
