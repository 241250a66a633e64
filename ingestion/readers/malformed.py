"""What a library raises on a file that breaks its format."""

import struct
import zipfile
import zlib

from lxml import etree

MALFORMED: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    etree.LxmlError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""Parsers of foreign formats fail in many ways on a damaged file; each means "damaged" here."""
