"""Pages of one thing: a view of ``kg.service`` comes in, HTML goes out; ``kg.web.pages`` alone calls it."""

from kg.web.things.page import PARAMETERS, page_of

__all__ = ["PARAMETERS", "page_of"]
