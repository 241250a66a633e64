"""Bringing in an existing forum."""
