"""Builds of any size: tables row by row into sorted runs, runs merged into sorted files, in bounded memory."""
