"""One metric per file; ``registry`` lists them all."""
