"""SHACL: shapes as they are written, and two engines that evaluate them and find the same.

The reference is pySHACL. The other evaluates SHACL Core over an index and SPARQL constraints for all things at once.
"""
