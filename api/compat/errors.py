"""Errors in the shape that OpenAI's clients read."""

from fastapi.responses import JSONResponse

_TYPES = {404: "not_found_error", 429: "rate_limit_error"}


def compat_error(status: int, detail: str, **extra: object) -> JSONResponse:
    """``{"error": {"message", "type", "param", "code"}}``, beside it what else is known of the error."""
    kind = _TYPES.get(status, "invalid_request_error" if status < 500 else "server_error")
    error = {"message": detail, "type": kind, "param": None, "code": None}
    return JSONResponse({"error": error, **extra}, status_code=status)
