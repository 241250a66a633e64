"""The citation grammar of Indonesian law, both ways.

``find_citations`` reads citations as people and laws write them; ``format_citation`` writes them so
that ``find_citations`` reads back the same identifier. Names of types come from
:data:`corpus.identifiers.TYPE_NAMES`, names of issuers and popular names from
:mod:`corpus.regulation_names`.
"""

from corpus.citation_format import Style, format_citation, label_of
from corpus.citation_parser import CitationParser
from corpus.citation_ref import CitationMatch, CitationRef
from corpus.regulation_mentions import find_regulations

__all__ = [
    "CitationMatch",
    "CitationRef",
    "Style",
    "find_citations",
    "format_citation",
    "label_of",
    "resolve_name",
]


def find_citations(
    text: str, *, default_regulation: str | None = None, within: tuple[str, ...] = ()
) -> list[CitationMatch]:
    """Every citation in ``text``, by place; linear in its length.

    A regulation named without a pasal gives a reference with an empty path. Lists and ranges give
    one reference a member ("Pasal 240 sampai dengan Pasal 243" gives four); a range of more than a
    hundred gives its ends. A pasal belongs to the regulation named right after it, else right
    before it, else — unless the words are "sebagaimana dimaksud dalam" and a default is given —
    to the nearest one named earlier in the sentence (without a default: in the paragraph), else to
    ``default_regulation``, else to none. A pasal of a regulation that is named but not known
    ("Pasal 5 UU Perkoperasian") belongs to none.

    Args:
        text: anything.
        default_regulation: identifier of the regulation the text itself belongs to or is about;
            "Peraturan Pemerintah ini" means this one.
        within: path of the provision the text stands in; with it, relative references
            ("sebagaimana dimaksud pada ayat (1)") are found too.
    """
    return CitationParser(text, default_regulation, within).matches()


def resolve_name(text: str) -> str | None:
    """The one regulation that ``text`` names, None if it names none or several.

    Knows numbers ("PP 94/2021"), popular names ("UU ASN", "PP Disiplin PNS") and their long forms.
    """
    named = {mention.regulation for mention in find_regulations(text)}
    return named.pop() if len(named) == 1 else None
