"""What of a form is a physician's alone is refused from anybody else, however it came."""

from django.utils.translation import gettext as _

from messaging.content import Words
from messaging.note_kinds import withheld
from messaging.vocabulary import EntryKind
from sharing.deed import Deed
from sharing.invalid import Invalid


def refuse_withheld(deed: Deed, kind: EntryKind, words: Words) -> None:
    """Raises `Invalid` for answers that the writer's profession must not give."""
    answered = words.form.answers.keys() if words.form else frozenset[str]()
    given = withheld(kind, deed.actor.profession) & answered
    if given:
        sentence = _("Only a physician can record this.")
        raise Invalid({f"form.answers.{link_id}": sentence for link_id in sorted(given)})
