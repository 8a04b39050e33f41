"""What an LLM reads and writes: planned beforehand, counted afterwards."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that an LLM read and wrote; `cost` where prices are set, in their currency."""

    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None

    def __add__(self, other: Usage) -> Usage:
        """Returns the usage of both."""
        return Usage(
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            _cost_of_both(self.cost, other.cost),
        )


@dataclass(frozen=True, slots=True)
class Step:
    """A round of calls to an LLM: what for, how many, and about how many tokens they take.

    One that is not sure is taken only if what came before was not good enough.
    """

    name: str
    calls: int
    input_tokens: int
    output_tokens: int
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What a summary takes, told beforehand; without an LLM it has no steps."""

    steps: tuple[Step, ...] = ()
    cost: float | None = None

    def __add__(self, other: Plan) -> Plan:
        """Returns the plan of both."""
        return Plan(self.steps + other.steps, _cost_of_both(self.cost, other.cost))

    @property
    def calls(self) -> int:
        """How often the LLM is called for sure."""
        return sum(step.calls for step in self.steps if step.is_sure)

    @property
    def most_calls(self) -> int:
        """How often the LLM is called at most."""
        return sum(step.calls for step in self.steps)

    @property
    def input_tokens(self) -> int:
        """About how many tokens the LLM reads."""
        return sum(step.input_tokens for step in self.steps if step.is_sure)

    @property
    def output_tokens(self) -> int:
        """About how many tokens the LLM writes."""
        return sum(step.output_tokens for step in self.steps if step.is_sure)


def _cost_of_both(one: float | None, other: float | None) -> float | None:
    return other if one is None else one + (other or 0)
