"""The sentences that scripts show: sent with every page, filled in by the browser."""

from django.utils.translation import gettext_lazy as _

SCRIPT_WORDS = {
    "yes": _("Yes"),
    "cancel": _("Cancel"),
    "state-connecting": _("Connecting"),
    "state-connected": _("Connected"),
    "state-offline": _("Notices do not arrive"),
    "state-waiting": _("{count} kept on this device"),
    "state-waiting-offline": _("{count} kept on this device, no connection"),
    "amended": _("Amended by {name}, {time}"),
    "answered": _("answered"),
    "answered-by": _("answered; wanted by {time}"),
    "overdue-by": _("late: wanted by {time}"),
    "reply-by": _("answer by {time}"),
    "to": _("To {names}"),
    "clock-ahead": _("The clock of the device was ahead; the time is not certain."),
    "clock-behind": _("The clock of the device was behind; the time is not certain."),
    "late": _("Arrived {time}"),
    "earlier-entry": _("an earlier entry"),
    "vitals-only": _("Vitals"),
    "retracted-short": _("(retracted)"),
    "retracted": _("Retracted by {name}, {time}. {reason}"),
    "flag-low": _("lower than the usual range"),
    "flag-high": _("higher than the usual range"),
    "role-read": _("{role} read {time}"),
    "role-unread": _("{role} unread"),
    "entry-waiting": _("Kept on this device"),
    "entry-parked": _("Not accepted"),
    "entry-arrived": _("At the server"),
    "entry-confirmed": _("Confirmed by {name}"),
    "new-entries": _("{count} new entries"),
    "new-entries-below": _("{count} new entries ↓"),
    "timeline-trouble": _(
        "The entries cannot be shown just now. They are tried again by themselves. What you "
        "wrote is kept on this device."
    ),
    "room-closed": _(
        "You are no longer in the team of this patient. The entries were removed from this device."
    ),
    "discard": _("Discard"),
    "discard-question": _("Discard this entry? It was never sent and cannot be brought back."),
    "send-again": _("Send again"),
    "send-unusual": _("The values are right: send"),
    "reason-needed": _("Please tell the reason."),
    "look-at-vitals": _("Please look at the vitals marked."),
    "unusual-question": _("These values are unusual. Are they right?\n{values}"),
    "values-right": _("They are right"),
    "vital-impossible": _("Please enter {low} to {high}."),
    "vital-number": _("Please enter a number."),
    "vital-air": _("Please choose room air or oxygen."),
    "vital-unable": _("not measurable"),
    "vital-not-done": _("not done"),
    "not-sent-kept-here": _(
        "It could not be sent. What you wrote stands here; please try again when there is a "
        "connection."
    ),
    "not-there-now": _("This cannot be shown just now. Please try again later."),
    "history-reason": _("Reason: {reason}"),
    "parked": _("The server did not accept it. It is kept on this device."),
    "parked-depends": _("It waits for another entry that was not accepted."),
    "parked-absent": _("This patient's room is no longer open to you. Please copy what you need."),
    "nothing-written": _("Nothing has been written yet."),
    "draft-found": _("Your draft was kept."),
    "draft-kept": _("Draft kept"),
    "compose": _("Write to the team"),
    "compose-on": _("Go on writing"),
}
