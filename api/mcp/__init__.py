"""The Model Context Protocol: the library as tools for other assistants."""
