"""The figures as a page of text."""

from . import burst, campaign
from .budgets import OURS

NAME, CELL = 18, 40


def show(series):
    """Show one table, with a column for each size."""
    sizes = (f"{size:,}".replace(",", " ") for size in series.sizes)
    heading = "".join(f"{size:>{CELL}}" for size in sizes)
    print(f"\n{series.what:{NAME}}{heading}")
    for contest in series.contests:
        _show_contest(contest)


def show_bursts(bursts):
    for scale, outcomes in bursts.items():
        _show_burst(scale, outcomes)


def show_campaign(outcomes):
    for outcome in outcomes:
        print(
            f"\n{outcome.count} messages, the network takes {outcome.limit} a second"
            f"\n  {outcome.rate:.1f} a second, at most {outcome.most} in one,"
            f" {outcome.refused} refused, {outcome.doubles} doubles,"
            f" {outcome.delivered} delivered"
            f"\n  {outcome.memory_early / campaign.MB:.1f} MB early,"
            f" {outcome.memory_late / campaign.MB:.1f} MB in the end"
        )
        for promise, is_held in outcome.promises().items():
            print(f"  {'held' if is_held else 'BROKEN'}: {promise}")


def _show_contest(contest):
    print(f"\n{contest.title} (median of {contest.times})")
    for name in next(iter(contest.figures.values())):
        cells = (_cell(found, name) for found in contest.figures.values())
        print(f"  {name:{NAME - 2}}{''.join(f'{cell:>{CELL}}' for cell in cells)}")
    for budget in contest.budgets:
        print(f"  {_verdict(budget, contest)}: {budget.text}")


def _cell(found, name):
    """Return ours as a part of theirs, and milliseconds, queries, rows, bytes."""
    sample = found[name]
    words = []
    if name != OURS and OURS in found:
        words.append(f"x{found[OURS].ms / sample.ms:.2f} ")
    words.append(f"{sample.ms:.1f} ms")
    if sample.sql:
        words.append(f"{sample.sql:g} SQL")
    if sample.rows:
        words.append(f"{sample.rows} rows")
    if sample.size > 1000:
        words.append(f"{sample.size / 1000:.0f} kB")
    return " ".join(words)


def _verdict(budget, contest):
    if budget.is_held(contest.figures):
        return "held"
    return "BROKEN" if budget.is_strict else "missed"


def _show_burst(scale, outcomes):
    print(f"\nBurst with {scale} conversations: messages processed a second")
    for name, outcome in outcomes.items():
        print(f"  {name:{NAME - 2}}{outcome.rate:{CELL}.0f}")
    ours = outcomes[OURS]
    for problem in ours.problems:
        print(f"  BROKEN: {problem}")
    if not ours.problems:
        print("  held: nothing lost, doubled or out of order")
    kept = "held" if ours.rate >= burst.BUDGET else "missed"
    print(f"  {kept}: at least {burst.BUDGET} a second")
