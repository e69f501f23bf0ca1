"""The logo of a desk: a picture from outside, read with care and drawn anew, so that only plain pixels get on paper."""

from __future__ import annotations

import io
import warnings

from desktop.domain.errors import Refused
from desktop.domain.said import N_, said

MOST_BYTES = 2 * 1024 * 1024
_MOST_PIXELS = 4_000_000
_LARGEST = (800, 240)


def clean_logo(data: bytes) -> bytes:
    """A PNG without transparency, remarks or anything hidden; `Refused` where the file is no picture to print."""
    from PIL import Image, UnidentifiedImageError

    if len(data) > MOST_BYTES:
        raise Refused(said(N_("This picture is larger than 2 MB. Make it smaller, then choose it again.")))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG",)) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    raise Refused(said(N_("This picture has too many points. Make it smaller, then choose it again.")))
                drawn = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombWarning):
        raise Refused(said(N_("This is not a PNG picture. Save the logo as PNG, then choose it again."))) from None
    drawn.thumbnail(_LARGEST)
    paper = Image.new("RGB", drawn.size, "white")
    paper.paste(drawn, mask=drawn.getchannel("A"))
    kept = io.BytesIO()
    paper.save(kept, "PNG", optimize=True)
    return kept.getvalue()
