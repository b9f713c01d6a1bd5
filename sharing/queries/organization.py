"""One's own organisation, as its administrators keep it."""

from dataclasses import dataclass

from sharing import access
from sharing.actor import Actor
from sharing.institution_number import institution_number_fits
from sharing.models import Organization
from sharing.vocabulary import Action, OrganizationKind


@dataclass(frozen=True)
class Particulars:
    """What others in the region find about an organisation."""

    name: str
    kind: OrganizationKind
    number: str
    address: str
    telephone: str

    @property
    def doubtful(self) -> bool:
        """The number's last digit does not agree with the others: worth a look, no more."""
        return bool(self.number) and not institution_number_fits(self.number)


def particulars(actor: Actor) -> Particulars:
    """For administrators; to anybody else the page is not there."""
    action, here = Action.ACCOUNT_READ, actor.organization_id
    with access.permitted(actor, action, here, entity=f"Organization/{here}") as deed:
        if Action.ORGANIZATION_UPDATE not in deed.may:
            raise access.absent(action)
        row = Organization.objects.get(pk=here)
        return Particulars(
            row.name, OrganizationKind(row.kind), row.number, row.address, row.telephone
        )
