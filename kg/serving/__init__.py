"""The processes behind the service: a pool of killable query workers, one killable writer, and the broker of LOAD.

In come requests as plain values and bytes; out go answers as bytes. ``kg.web`` stands over it: what serves HTTP parses
no SPARQL and no RDF and opens no store. Workers open generations through ``kg.store``.
"""
