"""Everything that happens in the demo region, patient by patient."""

from config.demo import (
    childhood,
    diabetes,
    discharge,
    heart_failure,
    last_days,
    medicines,
    overnight,
    plans,
    pressure_ulcer,
    stroke,
    ventilator,
)
from config.demo.story import Event

EVENTS: tuple[Event, ...] = (
    *medicines.EVENTS,
    *plans.EVENTS,
    *heart_failure.EVENTS,
    *overnight.EVENTS,
    *last_days.EVENTS,
    *discharge.EVENTS,
    *diabetes.EVENTS,
    *ventilator.EVENTS,
    *pressure_ulcer.EVENTS,
    *childhood.EVENTS,
    *stroke.EVENTS,
)
