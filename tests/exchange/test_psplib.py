"""Test problems in their three forms, and what is said of files that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmo_desktop.exchange.psplib.reading import Family, family_of, parse_benchmark, read_benchmark
from pmo_desktop.exchange.refused import FileRefused

RULE = "*" * 72
HEADED = f"""{RULE}
projects                      :  1
jobs (incl. supersource/sink ):  4
RESOURCES
  - renewable                 :  1   R
  - nonrenewable              :  1   N
  - doubly constrained        :  0   D
{RULE}
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        2          1           4
   3        1          1           4
   4        1          0
{RULE}
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  N 1
------------------------------------------------------------------------
  1      1     0       0    0
  2      1     3       2    4
         2     5       1    0
  3      1     4       2    1
  4      1     0       0    0
{RULE}
RESOURCEAVAILABILITIES:
  R 1  N 1
    3    6
{RULE}
"""
PATTERSON = """4 2

3 1

0 0 0 2 2 3
3 2 0 1 4
4 1 1
 1 4
0 0 0 0
"""
LAGS = """2\t2\t0\t0\r
0\t1\t2\t1\t2\t[0]\t[0]\r
1\t1\t2\t2\t3\t[-2]\t[4]\r
2\t1\t1\t3\t[5]\r
3\t1\t0\r
0\t1\t0\t0\t0\r
1\t1\t4\t2\t0\r
2\t1\t5\t1\t1\r
3\t1\t0\t0\t0\r
3\t1\r
"""


def test_a_file_with_headings() -> None:
    found = parse_benchmark(HEADED.encode(), "x.mm")
    problem = found.problem
    assert (found.family, found.numbers) == (Family.HEADED, (1, 2, 3, 4))
    assert problem.first.tolist() == [0, 1, 3, 4, 5]
    assert problem.duration.tolist() == [0, 3, 5, 4, 0]
    assert problem.request.tolist() == [[0], [2], [1], [2], [0]]
    assert problem.draw.tolist() == [[0], [4], [0], [1], [0]]
    assert (problem.capacity.tolist(), problem.stock.tolist()) == ([[3]], [6])
    links = problem.links
    assert list(zip(links.before.tolist(), links.after.tolist(), strict=True)) == [
        (0, 1),
        (0, 2),
        (1, 3),
        (2, 3),
    ]
    assert links.from_finish.all()
    assert not links.to_finish.any()


def test_the_other_house_style_of_headings() -> None:
    text = HEADED.replace("REQUESTS/DURATIONS:", "REQUESTS/DURATIONS").replace(
        "RESOURCEAVAILABILITIES:", " RESOURCE AVAILABILITIES "
    )
    found = parse_benchmark(text.replace("  1      1     0 ", "1\t1\t0\t").encode(), "x.mm")
    assert found.problem.stock.tolist() == [6]


def test_numbers_alone_whatever_their_lines() -> None:
    found = parse_benchmark(PATTERSON.encode(), "pat.rcp")
    assert found.family is Family.PATTERSON
    assert found.problem.duration.tolist() == [0, 3, 4, 0]
    assert found.problem.capacity.tolist() == [[3], [1]]
    assert found.problem.links.after.tolist() == [1, 2, 3, 3]


def test_lags_go_from_start_to_start() -> None:
    found = parse_benchmark(LAGS.encode(), "psp1.sch")
    links = found.problem.links
    assert (found.family, found.numbers) == (Family.LAGS, (0, 1, 2, 3))
    assert links.lag.tolist() == [0, 0, -2, 4, 5]
    assert not links.from_finish.any()
    assert found.problem.request.tolist() == [[0, 0], [2, 0], [1, 1], [0, 0]]
    assert found.problem.capacity.tolist() == [[3], [1]]


def test_a_file_is_read_from_disk_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PATTERSON, encoding="ascii")
    assert read_benchmark(path).source == "plan.txt"


@pytest.mark.parametrize(
    "data", [b"<Project/>", b"\0\1\2", b"ERMHDR\t1", b"1 2 3\n", b"Name;Start\n", b"7\n"]
)
def test_other_files_are_of_no_family(data: bytes) -> None:
    assert family_of(data) is None
    with pytest.raises(FileRefused, match="no levelling problem"):
        parse_benchmark(data, "x")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            HEADED.replace("2        2          1           4", "2        2          1           9"),
            "not among its tasks: 9",
        ),
        (HEADED.replace("4        1          0", "4        1          1           2"), "round in a circle"),
        (HEADED.replace("         2     5       1    0\n", ""), "promises 5 modes and describes 4"),
        (HEADED.replace("  2      1     3 ", "  2      1    -3 "), "“-3” is not a number"),
        (HEADED.replace("    3    6\n", "    3\n"), "ends before"),
        (HEADED.replace("  3      1     4", "  7      1     4"), "mode 1 of job 3 was expected"),
        (
            HEADED.replace("doubly constrained        :  0", "doubly constrained        :  2"),
            "doubly constrained",
        ),
        (HEADED.split("REQUESTS", maxsplit=1)[0] + "REQUESTS/DURATIONS:\n", "describes 0"),
        (PATTERSON.rstrip("0 \n"), "ends before"),
        (PATTERSON + "17", "goes on after its last task"),
        ("999999999 4\n", "999999999"),
        ("30000 4\n", "30000 tasks"),
        ("0 4\n", "0 tasks"),
        ("5 1000000\n1 2 3", "ends before"),
        (LAGS.replace("2\t2\t0\t0", "2\t2\t1\t0"), "used up"),
        (LAGS.replace("1\t1\t2\t2\t3", "1\t2\t2\t2\t3"), "several modes"),
        (LAGS.replace("2\t1\t5\t1\t1", "3\t1\t5\t1\t1"), "same order"),
        (LAGS.replace("[4]", "[4444444444]"), "4444444444"),
        (LAGS[:60], "ends before"),
    ],
)
def test_a_damaged_file_is_refused_in_one_sentence(text: str, reason: str) -> None:
    with pytest.raises(FileRefused) as caught:
        parse_benchmark(text.encode(), "hostile.sm")
    said = str(caught.value)
    assert reason in said
    assert said.startswith("hostile.sm was not imported: ")
    assert "\n" not in said


@pytest.mark.parametrize(("data", "twice"), [(HEADED.replace("\n   3        1", "\n   2        1"), 2),
                                            (LAGS.replace("\n2\t1\t1\t3", "\n1\t1\t1\t3"), 1)])  # fmt: skip
def test_a_task_that_is_there_twice_is_refused(data: str, twice: int) -> None:
    doubled = data.replace("\n  3      1     4", "\n  2      1     4").replace("\n2\t1\t5\t1", "\n1\t1\t5\t1")
    with pytest.raises(FileRefused, match=f"same unique id, {twice}"):
        parse_benchmark(doubled.encode(), "x.sm")
