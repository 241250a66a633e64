"""A notula as a language model words it, every line held against what was said; begins at :mod:`~.draft`."""
