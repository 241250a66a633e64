"""``make verify-starter``: the starter corpus against the real text of the law."""
