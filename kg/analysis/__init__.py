"""NetworkX over the graph: what the reader knows -> network of persons -> paths with their facts.

In: a store's reader. Out: frozen answers (``paths.PathAnswer``). Called by ``kg.export`` and ``kg.service`` alone.
"""
