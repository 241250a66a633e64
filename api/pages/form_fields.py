"""What a form brings: its fields, and proof that a page of ours sent it."""

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, Request, Response


async def fields_of(request: Request) -> dict[str, str]:
    """The fields of a form as browsers send it; of a field sent twice the first."""
    body = (await request.body()).decode("utf-8", "replace")
    return {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}


Fields = Annotated[dict[str, str], Depends(fields_of)]


def with_cookies(page: Response, carrier: Response) -> Response:
    """``page`` with the cookies that were set on ``carrier``, FastAPI's own response of the request."""
    for cookie in carrier.headers.getlist("set-cookie"):
        page.headers.append("set-cookie", cookie)
    return page
