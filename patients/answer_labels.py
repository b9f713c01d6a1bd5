"""What is said of the problems of a form, keyed by the code of a `Problem`."""

from django.utils.translation import gettext_lazy as _

from patients.vital_labels import VITAL_PROBLEMS

# Filled in with the params of the problem. Codes that vitals have too are said the same way.
ANSWER_PROBLEMS = {
    **VITAL_PROBLEMS,
    "template-changed": _("This form was changed meanwhile. Please open it anew."),
    "too-many": _("Please enter at most %(most)s of these."),
    "exclusive": _("These cannot be chosen together."),
    "line": _("Please write this in one line."),
    "day": _("Please enter a date."),
    "clock": _("Please enter a time, for example 14:30."),
    "ends-first": _("The visit must end after it starts."),
    "too-long": _("A visit lasts at most 12 hours. Please check both times."),
    "out-of-order": _("This is before what happened earlier. Please check the times."),
    "after-the-visit": _("This is after the visit. Please check the date."),
    "due-before-start": _("This is due before it starts. Please check the dates."),
    "short-visit": _("The visit lasted %(minutes)s minutes, less than 20. Is it right?"),
    "long-visit": _("The visit lasted %(minutes)s minutes, more than 90. Is it right?"),
    "next-visit-past": _("The next visit is before this one. Is it right?"),
    "left-out": _("Nothing is written here. Is it right?"),
    "code-differs": _("What was measured gives %(computed)s (%(area)s cm²), not %(given)s."),
    "wider-than-long": _("The longest diameter cannot be shorter than the other one."),
    "pocket-smaller": _("With its pocket the ulcer cannot be smaller than without."),
    "healed": _("At d0 there is no injury or redness, so %(given)s is not possible."),
    "design-incomplete": _("Without this item there is no total of DESIGN-R. Is it right?"),
    "without-size": _("s0 is unusual for a depth of %(depth)s. Is it right?"),
    "too-shallow": _("%(given)s is unusual for a depth of %(depth)s. Is it right?"),
    "too-deep": _("%(given)s is unusual for a depth of %(depth)s. Is it right?"),
}
