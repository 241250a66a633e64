"""What one text tells of two others: that the second changed the first."""

from pydantic import Field

from corpus.models import Frozen


class ToldAmendment(Frozen):
    """An amendment that a text mentions: "PP 7/1977 … sebagaimana telah diubah terakhir dengan PP 15/2019".

    It tells that the amendment was made by the day of the text that tells it, not what it did to which pasal.

    Attributes:
        amending_id: the regulation that made it.
        target_id: the regulation that was amended.
        times: how many there were, with this one ("telah lima kali diubah terakhir dengan", "Perubahan
            Kelima atas"); 0 where that is not told.
        told_by: the provision that tells it, or the regulation whose title does.
        evidence: its words, as they stand there.
    """

    amending_id: str
    target_id: str
    times: int = Field(0, ge=0)
    told_by: str
    evidence: str
