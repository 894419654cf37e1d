import ast
from pathlib import Path
from unittest import TestCase

import providers
import rules

HOME = Path(providers.__file__).parent
ALLOWED = {"requests", "urllib3"}
STANDARD = {
    *("collections", "dataclasses", "datetime", "email", "functools", "hashlib"),
    *("hmac", "json", "math", "re", "ssl", "urllib"),
}


def imports_of(path):
    """Yield the module and the level of each import in a file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, 0) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node.module or "", node.level


class TestBorders(TestCase):
    def test_a_provider_knows_nothing_of_odoo_or_of_chance(self):
        for path in HOME.rglob("*.py"):
            roots = {
                name.split(".")[0] for name, level in imports_of(path) if not level
            }
            with self.subTest(path=path.name):
                self.assertLessEqual(roots, ALLOWED | STANDARD)

    def test_a_provider_stays_among_providers(self):
        for path in HOME.rglob("*.py"):
            depth = len(path.relative_to(HOME).parts)
            with self.subTest(path=path.name):
                levels = [level for _, level in imports_of(path)]
                self.assertLessEqual(max(levels, default=0), depth)

    def test_a_rule_knows_no_provider(self):
        for path in Path(rules.__file__).parent.rglob("*.py"):
            with self.subTest(path=path.name):
                self.assertNotIn("providers", str(list(imports_of(path))))
