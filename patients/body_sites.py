"""The places of the body that a finding can have, and where they lie on the drawn map."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from patients.wording import Text

FILE = Path(__file__).parent / "body_sites.json"
WIDTH, HEIGHT = 100, 200  # of each view; on the front view the right side stands left


@dataclass(frozen=True)
class BodySite:
    code: str
    text: Text
    view: Literal["front", "back"]
    x: float
    y: float


BODY_SITES: tuple[BodySite, ...] = tuple(
    BodySite(raw["code"], Text.of(raw["text"]), raw["view"], raw["x"], raw["y"])
    for raw in json.loads(FILE.read_text(encoding="utf-8"))["sites"]
)
BODY_SITE_BY_CODE = {site.code: site for site in BODY_SITES}
