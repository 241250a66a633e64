"""Routes of the page **Glosarium**: terms and abbreviations in plain words, for everybody."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.glossary_routes import LONGEST
from api.pages.glossary_view import glossary_page
from api.pages.templating import library_of, render

router = APIRouter(include_in_schema=False)


@router.get("/glosarium")
def glossary_of(request: Request, q: str = "") -> HTMLResponse:
    """All terms from A to Z, or those that ``q`` names."""
    asked = " ".join(q.split())[:LONGEST]
    return render(request, "glosarium.html", page=glossary_page(library_of(request), asked), longest=LONGEST)
