"""Indonesian regulations: telling them apart and parsing them into citable provisions."""

from ingestion.regulation.parsed import ParsedRegulation, ParseReport, Repair
from ingestion.regulation.parser import parse_regulation
from ingestion.regulation.recognise import looks_like_regulation

__all__ = ["ParseReport", "ParsedRegulation", "Repair", "looks_like_regulation", "parse_regulation"]
