"""Makes the cast without patients in a new demo database, and prints who is who."""

import json

import django

django.setup()

from config.demo.cast import ORGANIZATIONS  # noqa: E402 -- apps must be loaded first
from tests import world as worlds  # noqa: E402

PEOPLE = ("sato", "ono", "tanaka", "suzuki", "ito", "kato")

if __name__ == "__main__":
    made = worlds.build(PEOPLE, ())
    print(
        json.dumps(
            {
                "accounts": {key: str(made.account(key)) for key in PEOPLE},
                "roles": {key: str(made.role(key)) for key in PEOPLE},
                "organizations": {
                    one.key: str(made.organization(one.key))
                    for one in ORGANIZATIONS
                    if one.key in made.region.organizations
                },
            }
        )
    )
