"""What is made of a transcript without a language model; begins at :mod:`~.meeting`."""
