"""Links to utterances stand beside the words of a line and never change them."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from api.minutes.export.printable import printable
from api.minutes.export.quoting import Quotes, checked
from assistant.minutes.models import MeetingForm, Minutes, Standing, Statement, Transcript, Utterance
from assistant.minutes.verify import verify_minutes

SAID = Transcript(
    tuple(
        Utterance(f"u{n}", text, text, "Sri Wahyuni")
        for n, text in enumerate(("Kita putuskan apel pukul 07.30 [1].", "Setuju.", "Baik [2, 3]."), 1)
    ),
    "percakapan",
)
FORM = MeetingForm("Rapat")
LINK = re.compile(r" \[\d+(?:[,–] ?\d+)*\]\Z")
ids = st.lists(st.sampled_from(["u1", "u2", "u3"]), min_size=1, max_size=3, unique=True)


@settings(deadline=None)
@given(st.text(min_size=1).map(printable), ids)
def test_a_line_with_its_links_stripped_is_the_line(text: str, cited: list[str]) -> None:
    line = Statement(text, tuple(sorted(cited)))
    quotes = Quotes(Minutes(FORM, SAID, decisions=(line,)))
    linked = "".join(run.text for run in (*checked(text, line), *quotes.marks(line.utterances)))
    assert LINK.sub("", linked) == text
    assert LINK.search(linked)


@settings(deadline=None)
@given(st.text(min_size=1), ids)
def test_verifying_links_changes_no_text(text: str, cited: list[str]) -> None:
    line = Statement(text, tuple(sorted(cited)))
    (found,) = verify_minutes(Minutes(FORM, SAID, decisions=(line,)), drop=False).decisions
    assert found.text == text
    assert found.standing is Standing.VERIFIED or found.problems
