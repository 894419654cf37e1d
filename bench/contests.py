"""What is measured: who can do it takes part, by a method of that name."""

from dataclasses import dataclass, field

from . import budgets, measure


@dataclass
class Contest:
    title: str
    method: str
    times: int
    budgets: tuple = ()
    figures: dict = field(default_factory=dict)

    def run(self, contestants, scale):
        operations = {
            contestant.name: getattr(contestant, self.method)()
            for contestant in contestants
            if hasattr(contestant, self.method)
        }
        self.figures[scale] = measure.medians(operations, self.times)


def all_contests():
    flat, over_core = budgets.flat(), budgets.sql_over_core_at_most(6)
    listed = (flat, budgets.faster_than(15))
    accepted = (budgets.sql_at_most(3), budgets.faster_than(10))
    return [
        Contest("Webhook accepted, the handler alone", "handler", 15, accepted),
        Contest("Webhook, the whole request", "webhook", 15),
        Contest("Webhook over HTTP", "webhook_over_http", 15),
        Contest("First message of a customer", "first_message", 9, (flat,)),
        Contest("Next message", "next_message", 15, (over_core, flat)),
        Contest("Agent's answer", "answer", 15, (over_core, flat)),
        Contest("Agent's answer, network 300 ms away", "answer_to_far", 5),
        Contest("Opening Discuss", "opening_discuss", 3, (flat,)),
        Contest("List of 80, an agent's", "list_of_agent", 15, listed),
        Contest("List of 80, a supervisor's", "list_of_supervisor", 15, listed),
    ]
