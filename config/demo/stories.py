"""Everything that happens in the demo region, patient by patient."""

from config.demo import (
    childhood,
    diabetes,
    discharge,
    last_days,
    overnight,
    pressure_ulcer,
    stroke,
    ventilator,
)
from config.demo.story import Event

EVENTS: tuple[Event, ...] = (
    *overnight.EVENTS,
    *last_days.EVENTS,
    *discharge.EVENTS,
    *diabetes.EVENTS,
    *ventilator.EVENTS,
    *pressure_ulcer.EVENTS,
    *childhood.EVENTS,
    *stroke.EVENTS,
)
