"""The W3C's SPARQL suites, run on a subject: the engine in process, or a service over HTTP.

In: a folder of w3c/rdf-tests and a subject. Out: how each case ended. Called by the tests beside it and ``report.py``.
Read ``suites.py`` first (what a case is), then ``subject.py`` (what is asked of a subject), then ``runs.py``.
"""
