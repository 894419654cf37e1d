"""The phone's page is served whole, and speaks three languages."""

import re
from pathlib import Path

import simulator
from common import SimulatorCase

PAGE = Path(simulator.__file__).parent / "page"


class TestPage(SimulatorCase):
    def test_everything_it_asks_for_is_there(self):
        """WA43: each file the page names is served, and nothing outside."""
        html = self.get("/").text
        scripts = [path.name for path in PAGE.glob("*.js")]
        named = re.findall(r'(?:src|href)="(/page/[^"]+)"', html)
        for path in [*named, *(f"/page/{name}" for name in scripts)]:
            with self.subTest(path=path):
                self.assertEqual(self.get(path).status_code, 200)
        self.assertEqual(self.get("/page/..%2fservice.py").status_code, 404)

    def test_runs_only_its_own_scripts(self):
        """WA43: no script of a message could run on it."""
        policy = self.get("/").headers["Content-Security-Policy"]
        self.assertIn("default-src 'self'", policy)
        self.assertNotIn("unsafe", policy)
        scripts = "".join(path.read_text() for path in PAGE.glob("*.js"))
        self.assertNotRegex(scripts, r"innerHTML|insertAdjacentHTML|document\.write")

    def test_languages_have_the_same_words(self):
        """WA43: what one language says, the others say as well."""
        source = (PAGE / "words.js").read_text()
        languages = re.findall(
            r"^    (\w\w): \{(.*?)^    \}", source, re.DOTALL | re.MULTILINE
        )
        words = {
            language: set(re.findall(r"(?m)^ {8}(\w+):", block))
            for language, block in languages
        }
        self.assertEqual(set(words), {"pt", "en", "es"})
        self.assertEqual(words["pt"], words["en"])
        self.assertEqual(words["es"], words["en"])
        used = re.findall(r'data-(?:word|title|hint)="(\w+)"', self.get("/").text)
        self.assertLessEqual(set(used), words["en"])

    def get(self, path):
        return self.request("GET", f"{self.simulator.url}{path}")
