"""What a part of the tests found."""

import json
from dataclasses import asdict, dataclass, field


@dataclass
class Tally:
    """Counts, and the words for what went wrong. A skipped test is not a passed one."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    problems: list[str] = field(default_factory=list)

    def add(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.problems += other.problems

    def refuse(self, problem):
        """Count something that is no test, yet must not pass."""
        self.failed += 1
        self.problems.append(problem)

    @property
    def is_green(self):
        return self.passed and not (self.failed or self.skipped)

    def show(self):
        """Print what went wrong, and the counts as the closing line."""
        for problem in self.problems:
            print(f"\n✗ {problem.rstrip()}")
        print(f"\n{self}" if self.problems else self, flush=True)

    def __str__(self):
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"

    def save(self, path):
        with open(path, "w") as file:
            json.dump(asdict(self), file)

    @classmethod
    def load(cls, path):
        with open(path) as file:
            return cls(**json.load(file))
