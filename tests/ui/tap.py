# SPDX-License-Identifier: GPL-3.0-or-later
"""Says how test cases went, in the Test Anything Protocol."""

import signal
import sys
import time
import traceback


def run(*cases, needed=None):
    """Runs functions named for what they show, each with a sentence as its docstring; gives the exit status.

    Without the case needed, if it is given, the others have nothing to look at.
    """
    print("TAP version 14")
    print(f"1..{len(cases)}")
    failed = 0
    for number, case in enumerate(cases, 1):
        begin = time.monotonic()
        name = (case.__doc__ or case.__name__).strip().splitlines()[0]
        try:
            case()
        except Exception:  # whatever went wrong is a failed case, and the next one is still tried
            failed += 1
            for line in traceback.format_exc().splitlines():
                print(f"# {line}")
            print(f"not ok {number} - {name}", flush=True)
            if case is needed:
                print("Bail out!  The other cases look at what this one does.", flush=True)
                return 1
        else:
            print(f"# {time.monotonic() - begin:.1f} s")
            print(f"ok {number} - {name}", flush=True)
    return 1 if failed else 0


def end_in_order():
    """On SIGTERM, which is what a test gets that takes too long, ends like after any error: cleaning up."""
    signal.signal(signal.SIGTERM, lambda *unused: sys.exit(143))


def main(*cases, needed=None):
    end_in_order()
    sys.exit(run(*cases, needed=needed))
