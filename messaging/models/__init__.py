"""Rows of the timeline; private to actions and queries."""

from messaging.models.communication import (
    Amendment,
    Communication,
    ReadPointer,
    Recipient,
    Response,
    Retraction,
)

__all__ = ["Amendment", "Communication", "ReadPointer", "Recipient", "Response", "Retraction"]
