"""The database of people and service: conversations, feedback, handovers, the books of language models."""
