"""Run Odoo's own tests in this process, and count every one of them.

Odoo alone ends well when a browser test was skipped for want of a browser, when a
filter matched nothing, and when an error was logged beside the tests. Here each is a
failure.
"""

import argparse
import logging
import os
import re
import sys

from .tally import Tally

HOOT_TEST = re.compile(r'\[HOOT\] Test "(?P<name>.+?)" (?P<failed>failed)?')
HOOT_PASSED = re.compile(r"\[HOOT\] Passed (\d+) tests")
HOOT_FAILED = re.compile(r"\[HOOT\] Failed (\d+) tests \((\d+) passed")
# Odoo reports a failed test, and that one failed, at the level ERROR as well.
ABOUT_TESTS = re.compile(
    r"(FAIL|ERROR): |Module \w+: \d+ failures|At least one test failed|\d+ failed, "
)
# Before the first browser test Odoo compiles the bundles of all pages; we open these.
BUNDLES = re.compile(
    r"web\.(assets_web|assets_web_print|assets_tests|assets_frontend.*"
    r"|assets_unit_tests(_setup)?|__assets_tests_call__)$|mail\.assets_public$"
)


def main():
    arguments = _parser().parse_args()
    _configure(arguments)
    tally = Tally()
    count_python(tally)
    log = LogReader(arguments.module)
    logging.getLogger().addHandler(log)
    code = _start(arguments.database)
    log.judge(tally)
    if code and not tally.failed:
        tally.refuse(f"Odoo ended with {code}")
    tally.save(arguments.report)
    logging.shutdown()
    # The browser's threads must not keep the process.
    os._exit(0)


class LogReader(logging.Handler):
    """What only the log tells: JavaScript tests, and errors outside of any test."""

    def __init__(self, module):
        super().__init__(logging.INFO)
        self.module = module
        self.javascript = []
        self.failed = []
        self.strays = set()
        self.errors = []

    def emit(self, record):
        text = record.getMessage()
        self._read_javascript(text)
        if record.levelno >= logging.ERROR and not self._is_about_tests(record, text):
            self.errors.append(f"{record.name}: {text.splitlines()[0][:300]}")

    def judge(self, tally):
        tally.problems += self.failed
        for passed, failed in self.javascript:
            tally.passed += passed
            tally.failed += failed
            if not passed + failed:
                tally.refuse("no JavaScript test matched")
        if self.strays:
            # A filter that matches nothing makes Hoot run the tests of all modules.
            tally.refuse(f"JavaScript tests of others ran, as {min(self.strays)}")
        for error in self.errors:
            tally.refuse(f"logged: {error}")

    def _read_javascript(self, text):
        test = HOOT_TEST.search(text)
        if test and not test["name"].startswith(f"@{self.module}/"):
            self.strays.add(test["name"])
        if test and test["failed"]:
            self.failed.append(text)
        if done := HOOT_PASSED.search(text):
            self.javascript.append((int(done[1]), 0))
        elif done := HOOT_FAILED.search(text):
            self.javascript.append((int(done[2]), int(done[1])))

    def _is_about_tests(self, record, text):
        return (
            record.name.startswith("odoo.tests.result")
            or record.name.endswith(".browser")
            or ABOUT_TESTS.match(text)
        )


def count_python(tally):
    from odoo.tests import loader
    from odoo.tests.result import OdooTestResult

    failed = set()

    class CountingResult(OdooTestResult):
        def addSuccess(self, test):
            super().addSuccess(test)
            tally.passed += 1

        def addSkip(self, test, reason):
            super().addSkip(test, reason)
            tally.skipped += 1
            tally.problems.append(f"skipped: {test.id()}: {reason}")

        def logError(self, flavour, test, error):
            super().logError(flavour, test, error)
            # Several failing sub-tests are one test; before a retry nothing is lost.
            name = getattr(test, "test_case", test).id()
            if not self._soft_fail and name not in failed:
                failed.add(name)
                tally.refuse(f"{name}\n{self._exc_info_to_string(error, test)}")

    loader.OdooTestResult = CountingResult


def _start(database):
    from odoo.service import server

    from odoo.addons.base.models.ir_qweb import IrQweb

    every_bundle = IrQweb._get_bundles_to_pregenarate

    def bundles_of_tests(self):
        return tuple(set(filter(BUNDLES.match, kind)) for kind in every_bundle(self))

    IrQweb._get_bundles_to_pregenarate = bundles_of_tests
    server.load_server_wide_modules()
    return server.start(preload=[database], stop=True)


def _configure(arguments):
    from odoo.tools import config

    options = ["--stop-after-init", "--http-port=0", f"--test-tags={arguments.tags}"]
    config.parse_config([*arguments.options, *options], setup_logging=True)


def _parser():
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", required=True)
    parser.add_argument("--module", required=True)
    parser.add_argument("--tags", required=True)
    parser.add_argument("--report", required=True)
    parser.add_argument("options", nargs="*", help="further options of Odoo, after --")
    return parser


if __name__ == "__main__":
    sys.exit(main())
