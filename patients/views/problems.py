"""What an action refused, shown at the fields of the form it came from."""

from django import forms

from sharing.invalid import Invalid


def mark(form: forms.Form, invalid: Invalid) -> None:
    for field, sentence in invalid.fields.items():
        form.add_error(field if field in form.fields else None, sentence)


def refused(form: forms.Form) -> Invalid:
    """For a form that has no page of its own to show its errors on."""
    return Invalid({name: str(errors[0]) for name, errors in form.errors.items()})
