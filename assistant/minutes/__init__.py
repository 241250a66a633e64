"""A transcript becomes a checked notula: every line leads back to who said it."""
