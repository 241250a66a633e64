"""Which category of the agency a question belongs to, and how sure that is."""
