"""How a story is written down: rows with days counted from D0, the day of the demo."""

from dataclasses import dataclass
from datetime import timedelta

from config.demo.almanac import Day
from config.demo.pictures import Pictured
from config.demo.sheets import Filled, Vitals
from messaging.vocabulary import OrderStepKind, Purpose, ResponseCode
from patients.medication import Medicine
from patients.vocabulary import Location, VisitKind
from sharing.vocabulary import Profession


@dataclass(frozen=True, kw_only=True)
class Event:
    """Somebody does something about a patient; the time is that of the clock on the wall.

    With `any_day` it stays on its day although who did it is at work on weekdays only.
    """

    day: Day
    time: str
    who: str
    patient: str
    any_day: bool = False


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What one entry asks of somebody else beside."""

    purpose: Purpose
    text: str
    to: tuple[str, ...]
    reply_by: tuple[Day, str] | None = None
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Said(Event):
    """An entry. `to` and `mentions` hold keys of people, "@profession" or "#organisation".

    `day` and `time` are when it was written on the device; `arrived` when the server got it. In a
    form the text is the answer in words. `visit` is the plan of the visit whose note it is, or with
    `unplanned` a name for one without a plan: who writes came and left when the note says so.
    """

    purpose: Purpose
    text: str
    form: Filled | None = None
    vitals: tuple[Vitals, ...] = ()
    to: tuple[str, ...] = ()
    reply_by: tuple[Day, str] | None = None
    mentions: tuple[str, ...] = ()
    asks: tuple[Asked, ...] = ()
    pictures: tuple[Pictured, ...] = ()
    visit: str = ""
    unplanned: VisitKind | None = None
    proxy_for: str = ""
    arrived: str | None = None
    reply_to: str = ""
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Answered(Event):
    """One tap on the entry with this key."""

    key: str
    code: ResponseCode


@dataclass(frozen=True, kw_only=True)
class Stepped(Event):
    """A step of the order with this key: as it stands with `profession`, else one's own."""

    key: str
    step: OrderStepKind
    text: str = ""
    profession: Profession | None = None
    to: str = ""


@dataclass(frozen=True, kw_only=True)
class Claimed(Event):
    """Somebody takes what was addressed to several."""

    key: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Planned(Event):
    """Visits from `first` on: on each of `days` (counted from D0, every week), else only once."""

    key: str
    visitor: str
    first: Day
    begins: str
    minutes: int
    days: tuple[Day, ...] = ()
    kind: VisitKind = VisitKind.REGULAR
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class Came(Event):
    """The tap at the door; of a visit that nobody planned `kind` says what it is."""

    visit: str
    kind: VisitKind | None = None


@dataclass(frozen=True, kw_only=True)
class Left(Event):
    """The tap on leaving."""

    visit: str


@dataclass(frozen=True, kw_only=True)
class WasThere(Event):
    """The hours of a visit entered afterwards, as from where there is no signal."""

    visit: str
    minutes: int

    @property
    def took(self) -> timedelta:
        return timedelta(minutes=self.minutes)


@dataclass(frozen=True, kw_only=True)
class Ticked(Event):
    """The points that the note with this key handed over were seen to."""

    key: str


@dataclass(frozen=True, kw_only=True)
class Listed(Event):
    """A medicine enters the list; it may replace another, and be taken only some days later."""

    key: str
    medicine: Medicine
    starts_after: int = 0
    replaces: str = ""
    entry: str = ""


@dataclass(frozen=True, kw_only=True)
class Stopped(Event):
    """A medicine is not taken any more."""

    key: str
    reason: str
    entry: str = ""


@dataclass(frozen=True, kw_only=True)
class Pinned(Event):
    """The entry with this key is kept at hand."""

    key: str


@dataclass(frozen=True, kw_only=True)
class Moved(Event):
    """所在 was changed."""

    location: Location
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Read(Event):
    """Somebody read the timeline down to its newest entry."""
