"""The page of paths: who connects persons, with every filter of ``kg path``.

An address comes in (``question``), is asked through the tables of the API, and is told as values (``telling``) with a
picture from left to right (``strip``). ``page`` is the view. Only ``kg.web.app`` and the templates look in here.
"""
