"""OWL 2 RL entailment: the rules as a table, what makes them fire, and which constructs they cover."""
