"""A browser without a window: it keeps cookies and says where its forms come from."""

import asyncio
import json
from dataclasses import dataclass, field

import httpx
from bs4 import BeautifulSoup
from fastapi import FastAPI

HTML = {"accept": "text/html,application/xhtml+xml"}
SITE = "http://tanya.test"


@dataclass
class WindowlessBrowser:
    """Sends forms of the pages it last saw, as browsers do; follows no redirect by itself."""

    app: FastAPI
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)
    csrf: str = ""

    def send(
        self, method: str, url: str, data: dict[str, str] | None = None, **headers: str
    ) -> httpx.Response:
        """One request; the token of the forms on the page it gives is remembered."""

        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(
                transport=transport, base_url=SITE, cookies=self.cookies, headers=HTML
            ) as client:
                response = await client.request(method, url, data=data, headers=headers)
                self.cookies = client.cookies
                return response

        response = asyncio.run(go())
        token = BeautifulSoup(response.text, "lxml").select_one("input[name=csrf]")
        self.csrf = str(token["value"]) if token else self.csrf
        return response

    def page(self, url: str, status: int = 200) -> BeautifulSoup:
        """The parsed page at ``url``."""
        response = self.send("GET", url)
        assert response.status_code == status, response.text
        return BeautifulSoup(response.text, "lxml")

    def post(self, url: str, **fields: str) -> httpx.Response:
        """A form of ours, with its token."""
        return self.send("POST", url, {"csrf": self.csrf, **fields}, origin=SITE)

    def ask(self, question: str, **fields: str) -> httpx.Response:
        """The question box of the page that was last seen."""
        if not self.csrf:
            self.page("/")
        return self.post("/tanya", q=question, **fields)

    def begin(self, *questions: str) -> str:
        """Identifier of a conversation in which these questions were asked."""
        identifier = ""
        for question in questions:
            response = self.ask(question, percakapan=identifier)
            assert response.status_code == 303, response.text
            identifier = response.headers["location"].split("/")[2].partition("#")[0]
            self.page(f"/percakapan/{identifier}")
        return identifier

    def watch(self, question: str, **fields: str) -> list[tuple[str, dict[str, str]]]:
        """The events of a stream, by name."""
        if not self.csrf:
            self.page("/")
        fields = {"csrf": self.csrf, "q": question, **fields}
        response = self.send("POST", "/percakapan/aliran", fields, origin=SITE, accept="text/event-stream")
        assert response.status_code == 200, response.text
        found = []
        for block in response.text.strip().split("\n\n"):
            name, data = (line.partition(": ")[2] for line in block.split("\n"))
            found.append((name, json.loads(data)))
        return found
