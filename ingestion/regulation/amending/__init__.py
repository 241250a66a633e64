"""Amending regulations: their changes as units, and the operations that they order."""
