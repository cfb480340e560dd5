#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A set-up that is killed, whenever that is, and gone on with makes one source and one webhook, and forgets no choice.

A run to the end tells where it can be killed: before and after each request, each write to the disk and each call of the
keyring. Then each of these is a case: killed there, started again, finished as a person would, and counted: sources at
the server, webhooks at the service that sends them."""

import re
import sys

import tap
from set_up import NOTHING, Bench, is_killed

# What only reads changes nothing while it is under way. How often some of it is asked depends on how fast the server is.
READING = re.compile(r"(GET .*) (\d+): (\w+)")
# Each write makes sure that the folder is there; the first ones make it.
MAKING = re.compile(r"make folder (\d+): \w+")
POLLED = {"GET external_data_sources/ID": 3, "GET external_data_sources/ID/jobs": 1}
CREATE = "POST external_data_sources"
REGISTER = "POST external_data_sources/ID/create_webhook"
# What was never sent is looked for in vain, and sent again when the person says so.
NEVER_SENT = "POST */external_data_sources#1=drop-before"
NEVER_REGISTERED = "POST *create_webhook#1=drop-before"

bench = None
expected = None


def is_wanted(point):
    reading, making = READING.fullmatch(point), MAKING.fullmatch(point)
    if making is not None:
        return int(making[1]) <= 2
    return reading is None or (reading[3] in ("before", "read") and int(reading[2]) <= POLLED.get(reading[1], 99))


def go_on(killed):
    """Starts again what was killed, and has it finished. Gives the run that went on, unless nothing was left to do."""
    bench.wait_a_minute()
    driver, status = bench.run("--resume")
    assert not driver.said("problem"), "a record that is no use to anybody"
    if status == NOTHING and not bench.sources():
        assert not any(re.match(r"write state.json \d+: after", point) for point in killed.points), "what was kept is gone"
        driver, status = bench.run()
    assert status in (0, NOTHING), status
    if "draft" in driver.said("resumes"):
        assert set(killed.said("kept")) <= set(driver.said("has")), "a choice that was kept is gone"
    assert not driver.said("left"), "a record that is of no use any more"
    return driver


def killed_at(point, *rules):
    def case():
        bench.fresh()
        try:
            bench.server.misbehave(*rules)
            killed, status = bench.run(kill_at=point)
            assert is_killed(status) and killed.points[-1] == point, f"it never came to “{point}”: {status}"
            bench.settle(point)
            go_on(killed)
            bench.check(expected)
        finally:
            bench.clear()

    case.__doc__ = f"{'after nothing came of a request, ' if rules else ''}{point}"
    return case


def killed_twice(first, second, *rules):
    def case():
        bench.fresh()
        try:
            bench.server.misbehave(*rules)
            killed, status = bench.run(kill_at=first)
            assert is_killed(status)
            bench.settle(first)
            killed, status = bench.run("--resume", kill_at=second)
            assert is_killed(status) and killed.points[-1] == second, f"it never came to “{second}”: {status}"
            bench.settle(second)
            go_on(killed)
            bench.check(expected)
        finally:
            bench.clear()

    case.__doc__ = f"{first}; then {second}"
    return case


def find_points(*rules):
    """Where a set-up can be killed, and what it comes to when it is not."""
    bench.fresh()
    try:
        bench.server.misbehave(*rules)
        driver, status = bench.run()
        assert status == 0, status
        return list(filter(is_wanted, driver.points)), bench.check(expected)
    finally:
        bench.clear()


def between(points, begin, end, known):
    """Those from one to another that are not known: of what is done again and again the first and the last."""
    found = [point for point in points[points.index(begin):points.index(end) + 1] if point not in known]
    kinds = {}
    for point in found:
        kinds.setdefault(re.sub(r"\d+", "N", point), []).append(point)
    return [point for point in found if point in [kinds[kind][i] for kind in kinds for i in (0, -1)]]


def check_choices(choices):
    """What the others are held against is what was chosen."""
    on = {table[0]: table[2:] for table in choices["tables"] if table[1]}
    assert on == {
        "Customer": ["webhook", None, "24hour", "03:15:00"],
        "Discount": ["webhook", None, "24hour", "03:15:00"],
        "Charge": ["append", "created", "1hour", None],
        "Product": ["full_refresh", None, "7day", "03:15:00"],
    }, on
    assert choices["description"] == "All that is paid" and choices["account"] == "acct_practice", choices
    assert choices["new tables"]["auto_sync_new_schemas"] is True, choices
    assert len(choices["tables"]) == 43


def enough(n_points, n_more):
    def case():
        assert n_points >= 60 and n_more >= 20

    case.__doc__ = f"There are {n_points} moments, and {n_more} more after something went wrong"
    return case


def make_cases():
    global expected  # pylint: disable=global-statement
    points, expected = find_points()
    check_choices(expected)
    resent = between(find_points(NEVER_SENT)[0], "wait 1", f"{CREATE} 2: read", points)
    again = between(find_points(NEVER_REGISTERED)[0], "wait 1", f"{REGISTER} 2: read", points)
    cases = [enough(len(points), len(resent) + len(again))]
    cases += [killed_at(point) for point in points]
    cases += [killed_at(point, NEVER_SENT) for point in resent]
    cases += [killed_at(point, NEVER_REGISTERED) for point in again]
    sent, registered = f"{CREATE} 1: sent", f"{REGISTER} 1: sent"
    cases += [killed_twice(sent, "GET external_data_sources/ID 1: read"), killed_twice(sent, "write state.json 1: before"),
              killed_twice(sent, registered), killed_twice(registered, "write state.json 1: before")]
    return cases


if __name__ == "__main__":
    tap.end_in_order()
    # Words on the command line: only the moments whose names hold one of them.
    with Bench() as bench:
        tap.main(*(case for case in make_cases()
                   if len(sys.argv) == 1 or any(word in case.__doc__ for word in sys.argv[1:])))
