"""The examples in the providers are true."""

import doctest
import importlib
import pkgutil
import unittest

import providers


def load_tests(_loader, _tests, _pattern):
    found = pkgutil.walk_packages(providers.__path__, "providers.")
    modules = [importlib.import_module(module.name) for module in found]
    return unittest.TestSuite(map(doctest.DocTestSuite, modules))
