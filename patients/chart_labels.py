"""The words of charts, by their path, beside those of vitals."""

from django.utils.translation import gettext_lazy as _

from patients.vital_labels import VITAL_WORDS

CHART_WORDS = {
    **VITAL_WORDS,
    "pain": _("Pain (NRS)"),
    "chart.line": _("%(name)s: %(count)s readings, %(low)s to %(high)s, last %(last)s."),
    "chart.outside": _("%(count)s outside the usual range."),
    "chart.unable": _("%(count)s times it could not be measured."),
    "chart.table": _("Every reading stands in the table."),
}
