"""Download regulations: politely, resumably, with checksums, from public addresses only."""

from ingestion.fetch.addresses import AddressGuard
from ingestion.fetch.fetcher import Fetched, Fetcher, FetchOutcome
from ingestion.fetch.limits import FetchLimits
from ingestion.fetch.manifest import Wanted, read_manifest, wanted_url

__all__ = [
    "AddressGuard",
    "FetchLimits",
    "FetchOutcome",
    "Fetched",
    "Fetcher",
    "Wanted",
    "read_manifest",
    "wanted_url",
]
