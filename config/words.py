"""The sentences that scripts show: sent with every page, filled in by the browser."""

from django.utils.translation import gettext_lazy as _

SCRIPT_WORDS = {
    "tap-sending": _("Sending …"),
    "tap-waiting": _(
        "The tap of {time} has not arrived yet. Please keep this page open; it is sent again by "
        "itself."
    ),
    "point-done": _("Ticked off"),
    "yes": _("Yes"),
    "cancel": _("Cancel"),
    "state-connecting": _("Connecting"),
    "state-connected": _("Connected"),
    "state-offline": _("Notices do not arrive"),
    "state-waiting": _("{count} kept on this device"),
    "state-refused": _("{count} could not be sent"),
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
    "vital-not-below": _("The lower pressure must be below the upper one."),
    "vital-air": _("Please choose room air or oxygen."),
    "vital-unable": _("not measurable"),
    "vital-not-done": _("not done"),
    "not-sent-kept-here": _(
        "It could not be sent. What you wrote stands here; please try again when there is a "
        "connection."
    ),
    "pin-done": _("It is kept at hand."),
    "unpin-done": _("It was put back."),
    "understood": _("Understood, close"),
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
    "copied": _("Copied. Paste it where it is needed."),
    "copy-refused": _(
        "The browser did not allow it to be copied. Please select and copy the text here."
    ),
    "copy-text": _("Text to copy"),
    "close": _("Close"),
    "phrases": _("Phrases"),
    "phrase-next": _("Next blank"),
    "phrases-search": _("Search the phrases"),
    "phrases-none": _("No phrase found."),
    "blanks-left": _("Please fill in what stands in braces: {blanks}"),
    "answer-needed": _("This is needed."),
    "answer-step": _("Please enter it in steps of {step}."),
    "ask-incomplete": _("Please tell both to whom and what."),
    "body-front": _("Seen from the front: the right side is on the left."),
    "body-back": _("Seen from behind: the right side is on the right."),
    "design-missing": _("Not yet chosen: {items}"),
    "discard-draft-question": _("Discard this draft? It cannot be brought back."),
    "draft-apart": _(
        "This draft was sent or discarded on another device. What stands here is kept on this "
        "device only; look at the timeline before you send it."
    ),
    "draft-differs": _(
        "This draft was changed on another device ({time}). Which of the two do you want to keep?"
    ),
    "draft-theirs": _("Use the other device's"),
    "draft-mine": _("Keep what stands here"),
    "draft-gone": _("This draft was sent or discarded already."),
    "draft-saved": _("Draft kept, also for your other devices ({time})"),
    "form-changed": _(
        "This form was renewed meanwhile. These answers have no place in it any more; please "
        "write them where they fit:\n{texts}"
    ),
    "look-at-fields": _("Please look at what is marked."),
    "physician": _("Physician"),
    "visit-ends-first": _("The visit must end after it starts."),
    "visit-too-long": _("A visit lasts at most 12 hours. Please check both times."),
    "visit-short": _("The visit lasted {minutes} minutes, less than 20."),
    "visit-long": _("The visit lasted {minutes} minutes, more than 90."),
    "vital-choice": _("Please enter one of {choices}."),
    "whole-team": _("Whole team"),
    "claimed": _("{name} has taken it on (for {to})"),
    "unclaimed": _("For {to}, taken by nobody yet"),
    "claim-take": _("I take it on"),
    "claim-release": _("Give it back"),
    "claim-done": _("You have taken it on."),
    "release-done": _("You have given it back."),
    "part-of": _("Asked together with {entry}"),
    "parts": _("Also asked:"),
    "part-to": _("{purpose} to {to}"),
    "proxy-open": _("Entered by {by} in the name of {name}, not approved yet"),
    "proxy-yours": _("Entered by {by} in your name. Please look at it and approve it."),
    "proxy-approved": _("Entered by {by} in the name of {name}, who has approved it"),
    "form-all": _("Show all ({count} more)"),
    "form-less": _("Show less"),
    "order-of": _("Order for {profession}: {state}"),
    "order-for": _("for {profession}"),
    "order-due": _("until {time}"),
    "order-overdue": _("past its time: {time}"),
    "order-held": _("{name} has it"),
    "order-mine": _("You have it"),
    "order-left": _(
        "{name} had it and is no longer on the team. Anybody of the profession may take it."
    ),
    "step-take": _("Take on the order"),
    "step-do": _("I have carried it out"),
    "step-report": _("Report the result"),
    "step-accept": _("I have seen the result"),
    "step-write": _("Confirm it in writing"),
    "step-pass-on": _("Pass it on"),
    "step-cancel": _("Call the order off"),
    "step-result": _("Result"),
    "step-remark": _("Remark"),
    "result-needed": _("Please write the result."),
    "step-waiting": _("{step}: kept on this device, on its way"),
    "step-parked": _("{step}: not accepted. {reason}"),
    "write-question": _("Confirm that this is the order you gave by telephone?"),
    "file-photo": _("Photo {number}"),
    "file-waiting": _("On this device only"),
    "file-sending": _("Sending {percent} %"),
    "file-sent": _("Sent"),
    "file-refused": _("Not sent"),
    "file-lost-short": _("Not there any more"),
    "file-unkept-short": _("Keep this page open ({percent} %)"),
    "file-lost": _("It is no longer on this device. Please take or choose it again."),
    "file-still-here": _("The file is still on this device."),
    "file-unkept": _(
        "This device has no room left to keep it. Please keep this page open until it is sent."
    ),
    "file-offline": _(
        "It is kept on this device and sent by itself when there is a connection again."
    ),
    "file-elsewhere": _("It is still on the device on which it was taken, and is sent from there."),
    "file-remove": _("Take {name} away?"),
    "file-remove-arrived": _(
        "Take {name} away from this entry? The earlier version of the entry keeps it."
    ),
    "file-remove-yes": _("Take it away"),
    "file-take-out": _(
        "Take this file out of the entry? The copy on this device is erased with it."
    ),
    "file-take-out-reason": _("A file that could not be taken was taken out."),
    "file-taken-out": _("The file was taken out of the entry."),
    "file-take-out-last": _("Nothing else stands in this entry. Please take the whole entry back."),
    "file-moved": _("{name} now stands in place {place} of {count}."),
    "file-many": _(
        "An entry takes at most {most} files. Please write a second entry for the rest."
    ),
    "file-kind": _(
        "“{name}” is not taken. Pictures (JPEG, PNG, HEIC, WebP), PDFs, films (MP4, MOV) and plain "
        "text are."
    ),
    "file-empty": _("“{name}” is empty. Please choose another file."),
    "file-large": _(
        "“{name}” is larger than {most} MB and cannot be sent. Please make it smaller."
    ),
    "camera-count": _("{count} taken"),
    "camera-full": _("There is no place for more photos in this entry."),
    "camera-none": _(
        "The camera cannot be used on this device just now. You can choose a picture instead."
    ),
    "camera-refused": _(
        "The browser does not let this page use the camera. Please allow it in the browser's "
        "settings for this site, or choose a picture instead."
    ),
    "attachments-only": _("Photos and files"),
    "attachment-wound": _("Wound {number}"),
    "attachment-pages": _("{count} pages"),
    "attachment-sending": _("On its way from the device, {percent} %"),
    "viewer-count": _("{number} of {count}"),
    "viewer-page": _("Page {page} of {count}"),
    "attachment-checking": _("Being checked"),
    "viewer-taken": _("Taken {time}"),
    "viewer-arrived": _("Received {time}"),
    "viewer-pair": _("Two photos side by side"),
    "viewer-others": _("All photos, the newest first"),
    "viewer-none": _("There is no other photo."),
    "viewer-failed": _(
        "This file cannot be shown just now. Please check the connection and open it again."
    ),
    "viewer-format": _(
        "This device cannot play files of this kind. Please choose “Save as a file” and open it "
        "there."
    ),
    "viewer-text-long": _("Only the beginning stands here. Save it as a file to read all of it."),
}
