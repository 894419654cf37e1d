"""Run one folder of plain tests and leave its counts in a file."""

import argparse
import unittest

from .tally import Tally


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--report", required=True)
    arguments = parser.parse_args()
    run(arguments.folder).save(arguments.report)


def run(folder):
    suite = unittest.defaultTestLoader.discover(folder, top_level_dir=folder)
    # Buffered: what a passing test prints is nobody's concern.
    result = unittest.TextTestRunner(verbosity=1, buffer=True).run(suite)
    wrong = {_test_of(item).id() for item, _ in result.failures + result.errors}
    tally = Tally(failed=len(wrong), skipped=len(result.skipped))
    tally.failed += len(result.unexpectedSuccesses)
    tally.passed = max(result.testsRun - tally.failed - tally.skipped, 0)
    tally.problems = sorted(wrong)
    return tally


def _test_of(item):
    """Return the test a failed sub-test belongs to, and any other test itself."""
    return getattr(item, "test_case", item)


if __name__ == "__main__":
    main()
