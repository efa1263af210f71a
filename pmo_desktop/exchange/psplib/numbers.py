"""The forms of test problems that are numbers alone: Patterson's, and ProGen/max with lags in brackets."""

from __future__ import annotations

from pmo_desktop.exchange.psplib.rows import LARGEST, Figures, Rows, check_size, figures
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.i18n import tr


def patterson_rows(text: str, name: str) -> Rows:
    """Tasks and resources, capacities, then for each task: duration, requests, followers. Numbered from 1."""
    numbers = figures(text, name)
    tasks, resources = numbers.next(), numbers.next()
    check_size(tasks, name)
    _check_resources(resources, numbers, name)
    rows = Rows(capacity=numbers.some(resources))
    for task in range(1, tasks + 1):
        rows.numbers.append(task)
        rows.modes.append(1)
        rows.durations.append(numbers.next())
        rows.requests.append(numbers.some(resources))
        rows.draws.append([])
        rows.links += [(task, after, 0) for after in numbers.some(numbers.next())]
    if numbers.left():
        raise FileRefused(name, tr("it goes on after its last task."))
    return rows


def lag_rows(text: str, name: str) -> Rows:
    """Numbers of tasks and resources; for each task followers and lags; then durations, requests; capacities.

    Source and sink stand beside the tasks that the first line counts. Numbered from 0.
    """
    numbers = figures(text, name)
    tasks, resources, used_up, both = (numbers.next() for _ in range(4))
    check_size(tasks, name)
    _check_resources(resources, numbers, name)
    if used_up or both:
        raise FileRefused(name, tr("it has maximum lags and resources that are used up; not both are read."))
    rows = Rows()
    for _ in range(tasks + 2):
        _lags(numbers, rows, name)
    for number in rows.numbers:
        if numbers.next() != number:
            raise FileRefused(name, tr("its tasks are not in the same order in both parts."))
        numbers.next()
        rows.durations.append(numbers.next())
        rows.requests.append(numbers.some(resources))
        rows.draws.append([])
    rows.capacity = numbers.some(resources)
    return rows


def _lags(numbers: Figures, rows: Rows, name: str) -> None:
    """One line of the first part: a task, how many modes and followers it has, these, and a lag for each."""
    task, modes = numbers.next(), numbers.next()
    if modes != 1:
        raise FileRefused(name, tr("it has maximum lags and tasks with several modes; not both are read."))
    rows.numbers.append(task)
    rows.modes.append(1)
    after = numbers.some(numbers.next())
    lags = numbers.some(len(after), -LARGEST)
    rows.links += [(task, other, lag) for other, lag in zip(after, lags, strict=True)]


def _check_resources(resources: int, numbers: Figures, name: str) -> None:
    """Raise FileRefused when a file promises more resources than it has numbers."""
    if resources > numbers.left():
        raise FileRefused(name, tr("it ends before all its tasks are described."))
