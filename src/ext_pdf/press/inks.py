"""Colours of light turned into inks, through a profile. Plain Python.

Text in the four inks would need them to meet to a tenth of a millimetre: so what is black or grey,
or as good as, is printed in black ink alone. Everything else goes through the profile.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from PIL import Image, ImageChops, ImageCms, ImageMath

if TYPE_CHECKING:
    from pathlib import Path

#: cyan, magenta, yellow, black: 0 is no ink
Cmyk = tuple[float, float, float, float]
Colours = Literal["cmyk", "k"]

BLACK: Cmyk = (0, 0, 0, 1)
#: no channel of a "black" is brighter: a blue-black such as #14202b is meant to be ink
_DARKEST = 0.2
#: channels no further apart than this are a grey
_NEUTRAL = 0.02
_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION


class ProfileError(ValueError):
    """Raised for a file that is no profile, or no printer's profile for four inks."""


def read_profile(path: Path) -> bytes:
    """Return the content of a profile.

    Raises:
        ProfileError: it cannot be read, or does not describe CMYK printing.

    """
    try:
        content = path.read_bytes()
        profile = ImageCms.ImageCmsProfile(BytesIO(content))
    except (OSError, ValueError) as error:
        message = f"{path}: {getattr(error, 'strerror', None) or error}"
        raise ProfileError(message) from error
    kind = (profile.profile.device_class, profile.profile.xcolor_space.strip())
    if kind != ("prtr", "CMYK"):
        message = f"{path}: {', '.join(kind)}"
        raise ProfileError(message)
    try:
        _transform(ImageCms.createProfile("sRGB"), profile, "RGB")
    except ImageCms.PyCMSError as error:  # cut short, or without the tables towards inks
        message = f"{path}: {error}"
        raise ProfileError(message) from error
    return content


class Inks:
    """Separates colours for one profile and one kind of job."""

    def __init__(self, profile: bytes, colours: Colours = "cmyk", limit: int = 400) -> None:
        self.colours = colours
        #: the most of all inks together, in percent
        self.limit = limit
        self._profile = ImageCms.ImageCmsProfile(BytesIO(profile))
        self._srgb = ImageCms.createProfile("sRGB")
        self._single = _transform(self._srgb, self._profile, "RGB")
        # a colour is asked for as often as it is painted
        self.from_rgb = cache(self._from_rgb)

    def _from_rgb(self, red: float, green: float, blue: float) -> Cmyk:
        """Return the inks for a colour in sRGB, each channel from 0 to 1."""
        channels = (_unit(red), _unit(green), _unit(blue))
        if max(channels) <= _DARKEST:
            return BLACK
        if self.colours == "k" or max(channels) - min(channels) <= _NEUTRAL:
            return _black(luma(*channels))
        pixel = Image.new("RGB", (1, 1), tuple(round(255 * value) for value in channels))
        inks = ImageCms.applyTransform(pixel, self._single)
        assert inks is not None
        c, m, y, k = (value / 255 for value in inks.getpixel((0, 0)))  # type: ignore[union-attr]
        share = self.share(c + m + y, k)
        return (c * share, m * share, y * share, k)

    def share(self, colours: float, black: float) -> float:
        """Return which share of *colours* the paper can take with *black*, from 0 to 1."""
        room = self.limit / 100 - black
        return min(1.0, room / colours) if colours else 1.0

    def from_gray(self, gray: float) -> Cmyk:
        """Return the inks for a grey, from 0 (black) to 1."""
        return _black(_unit(gray))

    def from_cmyk(self, c: float, m: float, y: float, k: float) -> Cmyk:
        """Return the inks for a colour that is given in inks: itself, or its black."""
        inks = (_unit(c), _unit(m), _unit(y), _unit(k))
        return inks if self.colours == "cmyk" else _black(gray_of(*inks))

    def from_lab(self, lightness: float, a: float, b: float) -> Cmyk:
        """Return the inks for a CIE L*a*b* colour."""
        return self.from_rgb(*rgb_of_lab(lightness, a, b))

    def image(self, picture: Image.Image, profile: bytes = b"") -> Image.Image:
        """Return *picture* in inks: as CMYK, or as the grey (``L``) that black ink prints.

        Its colours are those of *profile*, or of the profile that it brings along, or sRGB.
        """
        if picture.mode not in {"L", "RGB", "CMYK"}:
            picture = picture.convert("RGB")
        if picture.mode == "L":
            return picture
        if picture.mode == "CMYK":
            return picture.convert("L") if self.colours == "k" else picture
        if self.colours == "k" or _is_neutral(picture):
            return picture.convert("L")
        transform = self._from(profile or picture.info.get("icc_profile"))
        made = ImageCms.applyTransform(picture, transform)
        assert made is not None
        return self._limited(made)

    def _from(self, profile: bytes | None) -> ImageCms.ImageCmsTransform:
        """Return the way to inks from *profile*; from sRGB where it cannot be used."""
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile or b""))
            is_rgb = source.profile.xcolor_space.strip() == "RGB"
            return _transform(source, self._profile, "RGB") if is_rgb else self._single
        except (OSError, ImageCms.PyCMSError):
            return self._single

    def _limited(self, picture: Image.Image) -> Image.Image:
        """Return a picture with no more ink in any place than the paper takes."""
        *colours, black = picture.split()
        total = ImageMath.lambda_eval(lambda a: a["c"] + a["m"] + a["y"], **_named(colours))
        room = ImageMath.lambda_eval(lambda a: self._full - a["k"], k=black)
        if ImageMath.lambda_eval(lambda a: a["t"] - a["r"], t=total, r=room).getextrema()[1] <= 0:
            return picture
        made = [
            ImageMath.lambda_eval(
                lambda a: a["convert"](
                    a["min"](a["x"], a["x"] * a["r"] / a["max"](a["t"], 1)), "L"
                ),
                x=each,
                r=room,
                t=total,
            )
            for each in colours
        ]
        return Image.merge("CMYK", [*made, black])

    @property
    def _full(self) -> int:
        return int(self.limit * 255 / 100)


def _transform(source: object, inks: object, mode: str) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(source, inks, mode, "CMYK", _INTENT, _FLAGS)  # type: ignore[arg-type]


def _is_neutral(picture: Image.Image) -> bool:
    """Return whether every pixel is a grey: what was scanned or drawn in black and white."""
    red, green, blue = picture.split()
    return not any(ImageChops.difference(red, other).getbbox() for other in (green, blue))


def _named(colours: list[Image.Image]) -> dict[str, Image.Image]:
    return dict(zip("cmy", colours, strict=True))


def luma(red: float, green: float, blue: float) -> float:
    """Return how light a colour is (ITU-R BT.601), from 0 to 1."""
    return 0.299 * red + 0.587 * green + 0.114 * blue


def gray_of(c: float, m: float, y: float, k: float) -> float:
    """Return how light inks leave the paper (ISO 32000-1, 10.3.3)."""
    return 1 - min(1.0, 0.3 * c + 0.59 * m + 0.11 * y + k)


def rgb_of_lab(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    """Return a CIE L*a*b* colour (D65) in sRGB, what is outside of it cut off."""
    middle = (lightness + 16) / 116
    x, y, z = (
        white * (t**3 if t > 6 / 29 else 3 * (6 / 29) ** 2 * (t - 4 / 29))
        for white, t in ((0.95046, middle + a / 500), (1.0, middle), (1.08906, middle - b / 200))
    )
    linear = (
        3.24097 * x - 1.53738 * y - 0.49861 * z,
        -0.96924 * x + 1.87597 * y + 0.04156 * z,
        0.05563 * x - 0.20398 * y + 1.05697 * z,
    )
    red, green, blue = (
        _unit(12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055) for v in linear
    )
    return (red, green, blue)


def _black(light: float) -> Cmyk:
    return (0, 0, 0, round(1 - light, 4))


def _unit(value: float) -> float:
    return min(1.0, max(0.0, float(value)))
