"""Logs of the service: one line an event, without personal data."""

import sys

import structlog

from assistant.guard.redaction import redact


def configure_logging() -> None:
    """Send every log line to standard error, as it then is; what people wrote is masked in it."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            redact,
            structlog.dev.ConsoleRenderer(colors=False),
        ],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
