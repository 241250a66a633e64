"""The logo of a letterhead, let in within bounds and stripped of everything but its picture."""

import io
import warnings

from PIL import Image, UnidentifiedImageError

from corpus.errors import InvalidInput

LARGEST_BYTES = 2_000_000
LARGEST_SIDE = 4_000
"""Pixels."""
_KEPT_SIDE = 600
"""Pixels; the logo is printed about 2.3 cm high, where more cannot be seen."""


def checked_logo(raw: bytes) -> bytes:
    """The picture as a PNG of at most 600 pixels a side, without metadata.

    Raises:
        InvalidInput: it is too large, no PNG or JPEG, or damaged.
    """
    if len(raw) > LARGEST_BYTES:
        raise InvalidInput(f"Logo terlalu besar: paling besar {LARGEST_BYTES // 1_000_000} MB.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=("PNG", "JPEG")) as picture:
                if max(picture.size) > LARGEST_SIDE:
                    raise InvalidInput(f"Logo terlalu besar: paling banyak {LARGEST_SIDE} piksel per sisi.")
                kept = picture.convert("RGBA")
    except (
        UnidentifiedImageError,
        Image.DecompressionBombWarning,
        OSError,
        SyntaxError,
        ValueError,
    ) as error:
        raise InvalidInput(
            "Logo bukan gambar PNG atau JPEG yang utuh. Simpan ulang, lalu coba lagi."
        ) from error
    kept.thumbnail((_KEPT_SIDE, _KEPT_SIDE))
    paper = Image.new("RGB", kept.size, "white")
    paper.paste(kept, mask=kept.getchannel("A"))
    out = io.BytesIO()
    paper.save(out, "PNG", optimize=True)
    return out.getvalue()
