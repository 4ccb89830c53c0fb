"""Saved queries: their headers, their parameters, the engines that answer them, and the formats of the answers."""
