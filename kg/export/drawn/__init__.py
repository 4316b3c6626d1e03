"""The network as a picture and as a page: chart -> SVG, PNG, HTML.

In: a ``Chart``, which is a sheet of the persons shown, with what was left out and, for a page, the sentences. Out:
bytes. Called by ``kg.export``.
"""
