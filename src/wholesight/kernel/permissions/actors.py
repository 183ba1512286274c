"""Who acts: a person with an account, or the operator at the command line, who needs none and sees
everything."""

from __future__ import annotations

from enum import Enum
from typing import Final

from wholesight.kernel.people.models import Person


class Operator(Enum):
    """A type of its own, so that a forgotten person (None) can never pass for the operator."""

    OPERATOR = "operator"


OPERATOR: Final = Operator.OPERATOR
Actor = Person | Operator


def person_of(actor: Actor) -> Person | None:
    """The person to write down as author: None stands for the operator."""
    return None if isinstance(actor, Operator) else actor
