"""Settings of the look of exported minutes; part of ``api.settings.Settings``."""

from typing import Literal

from pydantic import BaseModel, Field


class MinutesLookSettings(BaseModel):
    """The kop surat of the agency, its paper, its word for minutes and its Word template."""

    letterhead: str = Field(
        "",
        description="Lines of the kop surat with | between them, from the highest body down to the agency; "
        "empty for none.",
    )
    letterhead_address: str = Field("", description="Address line below them.")
    letterhead_logo: str = Field(
        "", description="PNG or JPEG file with the logo beside them, of at most 2 MB; empty for none."
    )
    minutes_paper: Literal["a4", "f4"] = Field("a4", description="Paper of exported minutes: a4 or f4.")
    minutes_word: Literal["notula", "notulen"] = Field(
        "notula", description="What the agency calls its minutes: notula or notulen."
    )
    minutes_template: str = Field(
        "", description="DOCX template of exported minutes (docs/minutes-output.md); empty for none."
    )
