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
ENTER = "POST external_data_sources/ID/update_webhook_inputs"
DELETE = "DELETE external_data_sources/ID"
CHANGE = "PATCH external_data_sources/ID/bulk_update_schemas"

bench = None


def is_wanted(point):
    reading, making = READING.fullmatch(point), MAKING.fullmatch(point)
    if making is not None:
        return int(making[1]) <= 2
    return reading is None or (reading[3] in ("before", "read") and int(reading[2]) <= POLLED.get(reading[1], 99))


class Way:
    """What a set-up comes across, what the person does about it, and what it comes to when nothing ends it."""

    def __init__(self, *rules, name="", words="", options=(), n_endpoints=1):
        self.rules, self.name, self.words, self.options, self.n_endpoints = rules, name, words, options, n_endpoints
        self.begin()
        try:
            driver, status = bench.run(*options)
            assert status == 0, status
            self.points = list(filter(is_wanted, driver.points))
            self.choices = bench.check(n_endpoints=n_endpoints)
        finally:
            bench.clear()

    def begin(self):
        bench.fresh(words=self.words)
        bench.server.misbehave(*self.rules)

    def kill(self, point, *options):
        killed, status = bench.run(*options, *self.options, kill_at=point)
        assert is_killed(status) and killed.points[-1] == point, f"it never came to “{point}”: {status}"
        bench.settle(point)
        return killed

    def go_on(self, killed):
        """Starts again what was killed, has it finished, and looks at what there is."""
        bench.wait_a_minute()
        driver, status = bench.run("--resume", *self.options)
        assert not driver.said("problem"), "a record that is no use to anybody"
        if status == NOTHING and not bench.sources():
            assert not any(re.match(r"write state.json \d+: after", point) for point in killed.points), "what was kept is gone"
            driver, status = bench.run(*self.options)
        assert status in (0, NOTHING), status
        if "draft" in driver.said("resumes"):
            assert set(killed.said("kept")) <= set(driver.said("has")), "a choice that was kept is gone"
        assert not driver.said("left"), "a record that is of no use any more"
        bench.check(self.choices, n_endpoints=self.n_endpoints)

    def killed_at(self, *points):
        """Killed there, and each further time that it is gone on with."""
        def case():
            self.begin()
            try:
                killed = self.kill(points[0])
                for point in points[1:]:
                    killed = self.kill(point, "--resume")
                self.go_on(killed)
            finally:
                bench.clear()

        case.__doc__ = self.name + "; then ".join(points)
        return case

    def between(self, begin, end, known):
        """The moments from one to another that are not known: of what is done again and again the first and the last."""
        found = [point for point in self.points[self.points.index(begin):self.points.index(end) + 1] if point not in known]
        kinds = {}
        for point in found:
            kinds.setdefault(re.sub(r"\d+", "N", point), []).append(point)
        return [point for point in found if point in [kinds[kind][i] for kind in kinds for i in (0, -1)]]

    def cases(self, *betweens):
        """A case for each moment between some, or for all but the waits for the first load, which may be over at once."""
        points = self.between(*betweens) if betweens else [point for point in self.points if not point.startswith("wait")]
        return [self.killed_at(point) for point in points]


def on(choices):
    return {table[0]: table[2:] for table in choices["tables"] if table[1]}


def check_choices(choices):
    """What the others are held against is what was chosen."""
    assert on(choices) == {
        "Customer": ["webhook", None, "24hour", "03:15:00"],
        "Discount": ["webhook", None, "24hour", "03:15:00"],
        "Charge": ["append", "created", "1hour", None],
        "Product": ["full_refresh", None, "7day", "03:15:00"],
    }, on(choices)
    assert choices["description"] == "All that is paid" and choices["account"] == "acct_practice", choices
    assert choices["new tables"]["auto_sync_new_schemas"] is True, choices
    assert len(choices["tables"]) == 43


def killed_while_deleting(way, moment):
    """What is not complete after ten minutes is deleted when the person says so, and create sent again."""
    def case():
        way.begin()
        try:
            killed = bench.drive_to_partial(kill_at=f"{DELETE} 1: {moment}")
            assert is_killed(killed.end())
            bench.settle(f"{DELETE} 1: {moment}")
            way.go_on(killed)
        finally:
            bench.clear()

    case.__doc__ = f"a source that never got its tables is deleted; {DELETE} 1: {moment}"
    return case


def make_cases():
    usual = Way()
    check_choices(usual.choices)
    cases = usual.cases()
    n_usual = len(cases)
    unsent = Way("POST */external_data_sources#1=drop-before", name="nothing came of create; ")
    unregistered = Way("POST *create_webhook#1=drop-before", name="nothing came of create_webhook; ")
    pending = Way(name="the signing secret is entered; ", words="+webhook-pending")
    polled = Way(name="the webhook is given up; ", words="+webhook-blocked", options=["--poll-instead"], n_endpoints=0)
    assert unsent.choices == unregistered.choices == pending.choices == usual.choices
    assert set(on(polled.choices)) == {"Customer", "Charge", "Product"} and on(polled.choices)["Customer"][0] == "append"
    cases += unsent.cases("wait 1", f"{CREATE} 2: read", usual.points)
    cases += unregistered.cases("wait 1", f"{REGISTER} 2: read", usual.points)
    cases += pending.cases(f"{ENTER} 1: before", pending.points[-1], usual.points)
    cases += polled.cases("write draft.json 5: before", polled.points[-1], usual.points)
    cases.append(polled.killed_at(f"{CHANGE} 2: before", f"{CHANGE} 1: sent"))
    cases += [killed_while_deleting(usual, moment) for moment in ("before", "sent", "answered", "read")]
    sent, registered = f"{CREATE} 1: sent", f"{REGISTER} 1: sent"
    cases += [usual.killed_at(sent, second) for second in (
        "GET external_data_sources/ID 1: read", "write state.json 1: before", registered)]
    cases += [usual.killed_at(registered, "write state.json 1: before"),
              usual.killed_at(sent, registered, "write state.json 2: after")]
    return [enough(n_usual, len(cases) - n_usual), *cases]


def enough(n_usual, n_more):
    def case():
        assert n_usual >= 60 and n_more >= 20

    case.__doc__ = f"There are {n_usual} moments in what is usual, and {n_more} more where something goes wrong"
    return case


if __name__ == "__main__":
    tap.end_in_order()
    # Words on the command line: only the moments whose names hold one of them.
    with Bench() as bench:
        tap.main(*(case for case in make_cases()
                   if len(sys.argv) == 1 or any(word in case.__doc__ for word in sys.argv[1:])))
