#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A set-up whose answers get lost makes one source and one webhook, and forgets no choice: each changing call, and each
way in which its answer goes wrong. And what else can stand or come in the way of a source whose answer was lost."""

import functools

import tap
from set_up import CREDENTIAL, SOURCES, Bench, wait_for

CREATE = "POST */external_data_sources"
SCHEDULE = "PATCH */bulk_update_schemas"
POLICY = "PATCH */external_data_sources/????????-????-????-????-????????????"
REGISTER = "POST *create_webhook"
ENTER = "POST *update_webhook_inputs"
CALLS = {CREATE: "create", SCHEDULE: "bulk_update_schemas", POLICY: "PATCH of the source", REGISTER: "create_webhook"}
SOURCE = "external_data_sources/ID"
NAMES = {CREATE: "POST external_data_sources", SCHEDULE: f"PATCH {SOURCE}/bulk_update_schemas", POLICY: f"PATCH {SOURCE}",
         REGISTER: f"POST {SOURCE}/create_webhook", ENTER: f"POST {SOURCE}/update_webhook_inputs"}
FAULTS = {
    "drop-before": "was never done, and nothing answered",
    "drop-after": "was done, and its answer lost",
    "truncate:4": "was done, and its answer cut in the middle",
    "status-after:502": "was done, and 502 came from a proxy",
    "status-after:504": "was done, and 504 came from a proxy",
    "status:502": "was never done, and 502 came from a proxy",
}
# A time-out and what takes longer than it; how short it is does no harm to what only reads, which is asked again.
TIMEOUT = "--timeout=2000"
LONGER = "delay:4"
SHORT_TIMEOUT = "--timeout=1000"

bench = None
expected = None


def alone(case):
    """Each begins with nothing and leaves nothing."""
    @functools.wraps(case)
    def run():
        bench.fresh()
        try:
            case()
        finally:
            bench.clear()
    return run


def ends_well(driver):
    status = driver.end()
    assert status == 0, status
    assert not driver.said("left"), "a record that is of no use any more"


def went_wrong(driver, call, fault):
    """The first answer to that call did."""
    name = f"{NAMES[call]} 1"
    statuses = [status.split(" ", 1)[0] for status in driver.said("status") if status.endswith(" " + name)]
    assert f"{name}: sent" in driver.points
    if "status" in fault:
        assert statuses == [fault.split(":")[1]], statuses
    elif fault.startswith("truncate"):
        assert name in driver.said("cut")
    else:
        assert not statuses, statuses


def creates(driver):
    return [point for point in driver.points if point.startswith("POST external_data_sources ") and point.endswith("before")]


def goes_wrong(call, fault):
    @alone
    def case():
        bench.server.misbehave(f"{call}#1={fault}")
        driver = bench.drive()
        ends_well(driver)
        went_wrong(driver, call, fault)
        bench.check(expected)
        done = "before" not in fault and not fault.startswith("status:")
        if call == CREATE:
            assert len(creates(driver)) == (1 if done else 2)
            assert driver.said("question") == ([] if done else ["send-again"]), "nothing is sent again without a click"
        assert not driver.said("checks"), "the webhook needed somebody"

    case.__doc__ = f"{CALLS[call]} {FAULTS[fault]}"
    return case


def is_listed(complete=True, prefix=None):
    return any(bool(source["schemas"]) >= complete for source in bench.sources(prefix or bench.prefix))


def is_registered():
    return bench.endpoints()


def comes_late(call, look):
    """The time-out passes first; what was asked for is there by the third look."""
    @alone
    def case():
        bench.server.misbehave(f"{call}#1={LONGER}")
        driver = bench.drive(TIMEOUT, pause_at=("wait 3",) if look else ())
        if look:
            driver.until_paused("wait 3")
            wait_for("what was asked for", look)
            driver.go_on()
        ends_well(driver)
        went_wrong(driver, call, LONGER)
        bench.check(expected)
        if call == CREATE:
            assert len(creates(driver)) == 1

    case.__doc__ = f"{CALLS[call]} was done after its time-out had passed"
    return case


def enters_secret(fault, *options):
    @alone
    def case():
        bench.credential += "+webhook-pending"
        bench.server.misbehave(f"{ENTER}#1={fault}")
        driver = bench.drive(*options)
        ends_well(driver)
        went_wrong(driver, ENTER, fault)
        bench.check(expected)

    case.__doc__ = f"update_webhook_inputs {FAULTS.get(fault, 'was done after its time-out had passed')}"
    return case


@alone
def after_three_minutes():
    """The source appears in the list after three minutes: it is gone on with, and nothing was sent again"""
    bench.server.misbehave(f"{CREATE}#1={LONGER}")
    # 5, 10, 20, 40, 100 and 160 seconds are over; it is there at 220.
    driver = bench.drive(TIMEOUT, pause_at=("wait 7",))
    driver.until_paused("wait 7")
    wait_for("the source", is_listed)
    driver.go_on()
    ends_well(driver)
    assert len(creates(driver)) == 1 and not driver.said("question")
    bench.check(expected)


@alone
def rolled_back():
    """The source is listed, then rolled back: it is not taken for ours, and made once when the person says so"""
    bench.conduct("Stripe=rolled-back:8")
    driver = bench.drive(SHORT_TIMEOUT, pause_at=("wait 2", "wait 4"))
    driver.until_paused("wait 2")
    wait_for("the row", lambda: is_listed(complete=False))
    driver.go_on()
    driver.until_paused("wait 4")
    wait_for("the row going away", lambda: not bench.sources())
    bench.conduct()
    driver.go_on()
    ends_well(driver)
    assert driver.said("question") == ["send-again"] and len(creates(driver)) == 2
    bench.check(expected)


@alone
def without_tables():
    """The source is listed without tables: it is waited for, and taken once it has them"""
    bench.conduct("Stripe=slow-create:8")
    driver = bench.drive(SHORT_TIMEOUT, pause_at=("wait 2", "wait 4"))
    driver.until_paused("wait 2")
    wait_for("the row", lambda: is_listed(complete=False))
    driver.go_on()
    driver.until_paused("wait 4")
    wait_for("its tables", is_listed)
    driver.go_on()
    ends_well(driver)
    assert not driver.said("question") and len(creates(driver)) == 1
    bench.check(expected)


def stays_without_tables(fault):
    @alone
    def case():
        driver = bench.drive_to_partial()
        if fault:
            bench.server.misbehave(f"DELETE *#1={fault}")
        ends_well(driver)
        assert driver.said("question") == ["delete-and-send-again"] * (2 if fault else 1) and len(creates(driver)) == 2
        bench.check(expected)

    case.__doc__ = ("The source never gets its tables: deleted and sent again when the person says so" +
                    (f"; to delete it {FAULTS[fault]}" if fault else ""))
    return case


def make_another(key, prefix):
    """Somebody's source of the same type, with other tables."""
    answer = bench.server.post(SOURCES, {"source_type": "Stripe", "prefix": prefix, "payload": {
        "auth_method": {"selection": "api_key", "stripe_secret_key": CREDENTIAL},
        "schemas": [{"name": "Invoice", "should_sync": True, "sync_type": "full_refresh"}]}}, key=key)
    assert answer.status == 201, answer.raw
    return answer.json["id"]


def check_beside(another):
    """Ours is there under the new prefix, and the other one as it was."""
    bench.check(expected, prefix="other_")
    untouched = bench.server.source(another)
    assert [schema["name"] for schema in untouched["schemas"] if schema["should_sync"]] == ["Invoice"]
    assert len(bench.sources()) == 2


@alone
def somebody_else():
    """Somebody else makes one with the same prefix meanwhile: it is never taken for ours, and ours gets another prefix"""
    bench.server.misbehave(f"{CREATE}#1=drop-before")
    driver = bench.drive("--new-prefix=other_", pause_at=("wait 2",))
    driver.until_paused("wait 2")
    another = make_another(bench.server.info["key"] + "_colleague", bench.prefix)
    driver.go_on()
    ends_well(driver)
    assert driver.said("question") == ["new-prefix"] and len(creates(driver)) == 2
    check_beside(another)


@alone
def stood_there_before():
    """One with the same prefix stood there before: it is never taken for ours, though it is by the same person"""
    another = make_another(bench.server.info["key"], bench.prefix)
    bench.server.misbehave(f"{CREATE}#1=drop-before")
    driver = bench.drive("--new-prefix=other_")
    ends_well(driver)
    assert driver.said("question") == ["new-prefix"] and len(creates(driver)) == 2
    check_beside(another)


def make_cases():
    global expected  # pylint: disable=global-statement
    bench.fresh()
    try:
        ends_well(bench.drive())
        expected = bench.check()
    finally:
        bench.clear()
    cases = [goes_wrong(call, fault) for call in CALLS for fault in FAULTS]
    cases += [comes_late(call, {CREATE: is_listed, REGISTER: is_registered}.get(call)) for call in CALLS]
    cases += [enters_secret(fault) for fault in FAULTS]
    cases.append(enters_secret(LONGER, TIMEOUT))
    cases += [after_three_minutes, rolled_back, without_tables, somebody_else, stood_there_before]
    # The answer to a deletion is empty: there is nothing to cut.
    cases += [stays_without_tables(fault) for fault in (None, *FAULTS) if fault != "truncate:4"]
    return cases


if __name__ == "__main__":
    tap.end_in_order()
    with Bench() as bench:
        tap.main(*make_cases())
