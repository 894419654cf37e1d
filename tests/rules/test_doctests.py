"""The examples in the rules are true."""

import doctest
import importlib
import pkgutil
import unittest

import rules


def load_tests(_loader, _tests, _pattern):
    names = [module.name for module in pkgutil.iter_modules(rules.__path__)]
    modules = [importlib.import_module(f"rules.{name}") for name in names]
    return unittest.TestSuite(map(doctest.DocTestSuite, modules))
