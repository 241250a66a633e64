"""The forms of a report and the files they are written to."""

from enum import StrEnum


class ReportKind(StrEnum):
    """For people, for programs, for spreadsheets, for build servers."""

    HTML = "html"
    JSON = "json"
    CSV = "csv"
    JUNIT = "junit"


REPORT_FILES = {
    ReportKind.HTML: "laporan.html",
    ReportKind.JSON: "laporan.json",
    ReportKind.CSV: "laporan.csv",
    ReportKind.JUNIT: "laporan.junit.xml",
}
