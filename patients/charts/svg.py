"""Drawing: SVG elements as a tree, written with every text escaped and no style of their own."""

from xml.etree.ElementTree import Element, SubElement, tostring

Number = float | int


def image(
    kind: str, width: Number, height: Number, name: str, title: str, description: str
) -> Element:
    """A picture that is read aloud as its title and description. `name` is unique on the page."""
    box = f"0 0 {plain(width)} {plain(height)}"
    drawn = Element("svg", {"class": kind, "viewBox": box, "role": "img", "focusable": "false"})
    drawn.set("aria-labelledby", f"{name}-title {name}-desc")
    add(drawn, "title", text=title, id=f"{name}-title")
    add(drawn, "desc", text=description, id=f"{name}-desc")
    return drawn


def ornament(kind: str, width: Number, height: Number) -> Element:
    """A picture beside words that say the same: not read aloud."""
    box = f"0 0 {plain(width)} {plain(height)}"
    return Element("svg", {"class": kind, "viewBox": box, "aria-hidden": "true"})


def add(
    parent: Element, tag: str, kind: str = "", *, text: str = "", **attributes: Number | str
) -> Element:
    """One element more; numbers are rounded to a tenth, `kind` is its class."""
    said = {"class": kind} if kind else {}
    for name, value in attributes.items():
        said[name.replace("_", "-")] = value if isinstance(value, str) else plain(value)
    made = SubElement(parent, tag, said)
    made.text = text
    return made


def written(drawn: Element) -> str:
    return tostring(drawn, encoding="unicode", short_empty_elements=False)


def plain(value: Number) -> str:
    return f"{value:.1f}".removesuffix(".0")
