"""OWL 2 RL entailment."""
