"""Rows of the timeline; private to actions and queries."""

from messaging.models.aside import Draft, Handover, Phrase, Pin
from messaging.models.attachment import Attachment
from messaging.models.communication import (
    Amendment,
    Communication,
    ReadPointer,
    Recipient,
    Response,
    Retraction,
)
from messaging.models.order import Order, OrderStep

__all__ = [
    "Amendment",
    "Attachment",
    "Communication",
    "Draft",
    "Handover",
    "Order",
    "OrderStep",
    "Phrase",
    "Pin",
    "ReadPointer",
    "Recipient",
    "Response",
    "Retraction",
]
