"""How the language model of `kg.language` is made: corpora in, a spaCy pipeline with its scores out.

Run it as `python -m training --corpora DIR --output DIR`; nothing else in the repository imports it.
"""
