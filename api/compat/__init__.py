"""The interface that OpenAI's clients speak, so that they can be pointed at this service."""
