"""Where a conversation may be handed to, and what has to be said with it.

A colleague who answers customers, or the queue of a team that its own one transfers
to.
What is asked and what is possible come in as ids; the answer is what speaks against it.

>>> sales, support, finance, ana, bia = 1, 2, 3, 10, 11
>>> at = Standing(sales, ana, frozenset({support}), {bia: frozenset({support})})
>>> problem(Handover(team=support), at), problem(Handover(team=finance), at)
(None, 'team')
>>> problem(Handover(user=bia), at), problem(Handover(user=ana), at)
(None, 'holder')
"""

from dataclasses import dataclass

LONGEST_NOTE = 2000


@dataclass(frozen=True)
class Handover:
    """What somebody asks for: a team, a person of it or of any, and a word to them."""

    team: int | None = None
    user: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Standing:
    """Where the conversation is, and where it could go."""

    team: int
    holder: int | None
    destinations: frozenset[int]
    # Whoever may hold it, with the teams each one works in.
    people: dict[int, frozenset[int]]
    is_restricted: bool = True
    uses_departments: bool = True
    needs_note: bool = False

    def teams(self) -> frozenset[int]:
        return self.destinations | {self.team} if self.uses_departments else frozenset()

    def offers(self, user: int) -> bool:
        """Return whether the conversation may go to ``user``, of whatever team."""
        teams = self.people.get(user)
        if teams is None or user == self.holder:
            return False
        free = not self.is_restricted or not self.uses_departments
        return free or bool(teams & self.teams())


def problem(asked: Handover, at: Standing) -> str | None:
    """Return what speaks against it: a word that the model turns into a sentence."""
    return (
        _problem_of_goal(asked, at)
        or _problem_of_team(asked, at)
        or _problem_of_person(asked, at)
        or problem_of_note(asked.note, needs_note=at.needs_note)
    )


def problem_of_note(note: str, *, needs_note: bool) -> str | None:
    """Return what speaks against the word that goes with it, wherever it goes."""
    if len(note) > LONGEST_NOTE:
        return "long"
    return "note" if needs_note and not note else None


def _problem_of_goal(asked: Handover, at: Standing) -> str | None:
    if asked.team is None and asked.user is None:
        return "nowhere"
    if asked.user is not None and asked.user == at.holder:
        return "holder"
    return None


def _problem_of_team(asked: Handover, at: Standing) -> str | None:
    if asked.team is None:
        return None
    if asked.team not in at.teams():
        return "team"
    return "same_team" if asked.team == at.team and asked.user is None else None


def _problem_of_person(asked: Handover, at: Standing) -> str | None:
    if asked.user is None:
        return None
    if asked.user not in at.people:
        return "person"
    if asked.team is not None:
        return None if asked.team in at.people[asked.user] else "outside"
    return None if at.offers(asked.user) else "outside"
