"""From a triple of the graph back to the value in a seed file that it was made from."""
