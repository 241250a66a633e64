"""The language model: one interface for everything that asks it, one file that knows its client."""
