"""Claims and knowledge as quads, and back; see docs/reference/rdf.md.

In come Extractions and Knowledge, out go pyoxigraph quads (and the other way round for claims). The pipeline writes
with it, the service checks and reads evidence with it.
"""
