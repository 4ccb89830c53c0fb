"""peelgraph: police inspections as a knowledge graph.

The package only moves data. Facts live in ``seeds/``, meaning in ``ontology/``, rules in ``rules/`` and ``shapes/``,
questions in ``queries/``.
"""

__version__ = "0.1.0"
