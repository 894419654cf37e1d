"""Tests that need real processes: parallel requests, and servers that are killed."""

import unittest

from setup.product import Product


class Live(unittest.TestCase):
    """A product of its own for each class."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.product = Product()
        cls.addClassCleanup(cls.product.stop)
        cls.product.start()
