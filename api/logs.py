"""Logs of the service: one line an event, without personal data."""

from typing import TextIO

import structlog

from assistant.guard.redaction import redact


def configure_logging(stream: TextIO) -> None:
    """Send every log line to ``stream``; what people wrote is masked in it."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            redact,
            structlog.dev.ConsoleRenderer(colors=False),
        ],
        logger_factory=lambda *_: structlog.PrintLogger(stream),
    )
