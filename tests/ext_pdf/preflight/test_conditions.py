"""Every condition finds the fault that was made on purpose, on its page, and no other does."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import ImageCms

from ext_pdf.preflight.run import Asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ext_pdf.preflight.conftest import Examine


def content(text: str, page: int = 1) -> Callable[[pikepdf.Pdf], None]:
    """Return a change that paints something on a page (from 0)."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[page].obj.Contents = pdf.make_stream(text.encode())

    return change


def resources(pdf: pikepdf.Pdf, page: int = 1) -> pikepdf.Object:
    """Give a page resources of its own, and return them."""
    own = Dictionary(dict(pdf.pages[page].obj.Resources.items()))
    pdf.pages[page].obj.Resources = own
    return own


def form(pdf: pikepdf.Pdf, operators: str, **entries: pikepdf.Object) -> pikepdf.Object:
    return pdf.make_indirect(
        Stream(
            pdf,
            operators.encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 9, 9]),
            **entries,
        )
    )


def picture(pdf: pikepdf.Pdf, space: pikepdf.Object, size: int = 100) -> pikepdf.Object:
    return pdf.make_indirect(
        Stream(
            pdf,
            bytes(size * size * 4),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=size,
            Height=size,
            BitsPerComponent=8,
            ColorSpace=space,
        )
    )


def test_sound_file_has_no_fault_and_says_what_it_is(changed: Examine) -> None:
    result = changed()
    assert result.faulty == set()
    facts = {name: result.found(name) for name in result.answers}
    assert facts["standard"] == "PDF/X-4 (PDF 1.6)"
    assert facts["intent"] == "FOGRA39 · FOGRA39L Coated (CMYK)"
    assert facts["trapping"] == "not trapped"
    assert facts["size"] == "148.2 × 218.7 mm"
    assert facts["boxes"] == "sheet: 169.3 × 239.9 mm"
    assert facts["bleed"] == "3.2 mm"
    assert facts["pages"] == "4"
    assert facts["binding"] == "right"
    assert facts["black"] == "black ink alone, overprinting"
    assert facts["fonts"] == "fonts: 1"


# What the file claims


def no_claim(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes().replace(b"GTS_PDFXVersion", b"Something")
    pdf.Root.Metadata.write(packet)


def unknown_claim(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"PDF/X-4", b"PDF/Y-9"))


def no_title(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"dc:title", b"dc:subject"))


def no_trapped(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b'"False"', b'"Unknown"'))


def no_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


@pytest.mark.parametrize(
    ("change", "condition", "message"),
    [
        (no_claim, "standard", "does not say that it is PDF/X"),
        (unknown_claim, "standard", "PDF/Y-9"),
        (no_title, "standard", "metadata lack: Title"),
        (no_trapped, "trapping", "not said"),
    ],
)
def test_claims_are_asked_for(
    changed: Examine, change: Callable[[pikepdf.Pdf], None], condition: str, message: str
) -> None:
    result = changed(change)
    assert result.faulty == {condition}
    assert message in result.said(condition)


def test_file_without_metadata_is_examined_all_the_same(changed: Examine) -> None:
    assert changed(no_metadata).faulty == {"standard", "trapping"}


def test_version_newer_than_the_standard_is_a_fault(changed: Examine) -> None:
    result = changed(version="1.7")
    assert result.faulty == {"standard"}
    assert "PDF 1.7; allowed up to 1.6" in result.said("standard")


def test_newest_standard_is_of_the_newest_pdf(changed: Examine) -> None:
    def newest(pdf: pikepdf.Pdf) -> None:
        packet = pdf.Root.Metadata.read_bytes()
        pdf.Root.Metadata.write(packet.replace(b"PDF/X-4", b"PDF/X-6"))

    assert changed(newest, version="2.0").faulty == set()


def test_older_standards_are_named_in_the_information_dictionary(changed: Examine) -> None:
    def old(pdf: pikepdf.Pdf) -> None:
        no_claim(pdf)
        pdf.docinfo["/GTS_PDFXVersion"] = String("PDF/X-1a:2003")
        pdf.docinfo["/Trapped"] = Name("/True")
        no_trapped(pdf)
        pdf.Root.Metadata.write(
            pdf.Root.Metadata.read_bytes().replace(b'pdf:Trapped="Unknown"', b"")
        )

    result = changed(old, version="1.4")
    assert result.faulty == set()
    assert result.found("trapping") == "trapped"


# Output intent


def no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def archive_intent(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].S = Name.GTS_PDFA1


def two_intents(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


def nameless(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0].OutputConditionIdentifier


def no_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0].DestOutputProfile


def screen_profile(pdf: pikepdf.Pdf) -> None:
    content = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pdf.Root.OutputIntents[0].DestOutputProfile = Stream(pdf, content, N=3)


def broken_profile(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile = Stream(pdf, b"no profile", N=4)


def wrong_number(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 3


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (no_intent, "no output intent"),
        (archive_intent, "no output intent"),
        (two_intents, "more than one"),
        (nameless, "has no name"),
        (no_profile, "has no profile"),
        (screen_profile, "is for RGB"),
        (screen_profile, "not a printer's"),
        (broken_profile, "cannot be read"),
        (wrong_number, "another number of colours"),
    ],
)
def test_output_intent_is_asked_for(
    changed: Examine, change: Callable[[pikepdf.Pdf], None], message: str
) -> None:
    result = changed(change)
    assert result.faulty == {"intent"}
    assert message in result.said("intent")


# What may not be in a file


def test_encrypted_file_is_a_fault_even_where_it_opens(changed: Examine) -> None:
    result = changed(encryption=pikepdf.Encryption(owner="o", user="", R=4))
    assert result.faulty == {"encryption"}


def link(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([100, 100, 9, 9]))
    pdf.pages[2].obj.Annots = Array([note])


def field(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(FT=Name.Tx)]))


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array()))


def opening(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def page_action(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (link, "3: annotations on the printed area: 1"),
        (field, "0: a form with fields"),
        (script, "0: scripts"),
        (opening, "0: an action that begins"),
        (page_action, "2: an action of the page"),
    ],
)
def test_nothing_is_for_a_screen(
    changed: Examine, change: Callable[[pikepdf.Pdf], None], message: str
) -> None:
    result = changed(change)
    assert result.faulty == {"interactive"}
    assert message in result.said("interactive")


def test_annotations_beside_the_printed_area_and_places_to_open_at_are_no_fault(
    changed: Examine,
) -> None:
    def beside(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(Subtype=Name.Link, Rect=Array([-30, -30, -20, -20]))
        mark = Dictionary(Subtype=Name.PrinterMark, Rect=Array([0, 0, 90, 90]))
        pdf.pages[0].obj.Annots = Array([note, mark])
        pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))

    assert changed(beside).faulty == set()


# Pages as sheets


def no_trim(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1].obj.TrimBox


def trim_too_big(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.BleedBox = Array([0, 0, 400, 629])


def bleed_too_big(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.BleedBox = Array([-90, -90, 900, 900])


def cropped(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.CropBox = Array([10, 10, 300, 300])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (no_trim, "2: no TrimBox"),
        (trim_too_big, "2: TrimBox is not inside of BleedBox"),
        (bleed_too_big, "2: BleedBox is not inside of MediaBox"),
        (cropped, "2: TrimBox is not inside of CropBox"),
    ],
)
def test_boxes_lie_inside_each_other(
    changed: Examine, change: Callable[[pikepdf.Pdf], None], message: str
) -> None:
    result = changed(change)
    assert "boxes" in result.faulty
    assert message in result.said("boxes")


def test_bleed_is_measured_on_the_side_where_it_is_least(changed: Examine) -> None:
    def narrow(pdf: pikepdf.Pdf) -> None:
        pdf.pages[3].obj.BleedBox = Array([-9, -9, 425, 629])

    result = changed(narrow)
    assert result.faulty == {"bleed"}
    assert result.said("bleed") == "4: 1.8 mm; asked for: 3 mm"
    assert changed(narrow, Asked(bleed=1.5)).faulty == set()
    assert changed(asked=Asked(bleed=5)).faulty == {"bleed"}


def smaller(pdf: pikepdf.Pdf) -> None:
    pdf.pages[2].obj.TrimBox = Array([0, 0, 400, 620])


def turned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[2].obj.Rotate = 90


def magnified(pdf: pikepdf.Pdf) -> None:
    pdf.pages[2].obj.UserUnit = 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (smaller, "3: 141.1 × 218.7 mm; the others: 148.2 × 218.7 mm"),
        (turned, "3: the page is turned"),
        (magnified, "3: the page is magnified"),
    ],
)
def test_pages_are_of_one_size(
    changed: Examine, change: Callable[[pikepdf.Pdf], None], message: str
) -> None:
    result = changed(change)
    assert result.faulty == {"size"}
    assert message in result.said("size")


def test_pages_fill_their_sheets(changed: Examine) -> None:
    def three(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[3]

    def one(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[1:]

    assert changed(three).said("pages") == "0: 3 pages are no multiple of 4"
    assert changed(three, Asked(multiple=1)).faulty == set()
    assert changed(one).faulty == set(), "a cover is one page"
    assert changed(asked=Asked(multiple=8)).faulty == {"pages"}


def test_binding_goes_with_the_language(changed: Examine) -> None:
    def left(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.ViewerPreferences

    def english(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Lang = String("en-GB")

    def silent(pdf: pikepdf.Pdf) -> None:
        left(pdf)
        del pdf.Root.Lang

    assert changed(left).faulty == {"binding"}
    assert changed(english).faulty == {"binding"}
    assert changed(silent).found("binding") == "left"
    assert changed(silent).faulty == set()


# Inks


@pytest.mark.parametrize(
    ("operators", "said"),
    [
        ("1 0 0 rg 0 0 9 9 re f", "rg"),
        ("0 1 0 RG 0 0 9 9 re S", "RG"),
        ("/DeviceRGB cs 0 1 0 sc", "cs /DeviceRGB"),
        ("/Light CS 0 1 0 SCN", "CS /Light"),
        ("/Lab cs 50 1 0 scn", "cs /Lab"),
        ("/Table cs 1 scn", "cs /Table"),
        ("/Spot cs 1 scn", "cs /Spot"),
        ("/Inks cs 1 1 scn", "cs /Inks"),
        ("/Uncoloured cs 1 1 1 /P scn", "cs /Uncoloured"),
        ("/Shade sh", "sh"),
        ("BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI", "BI"),
    ],
)
def test_colours_of_light_are_found_in_operators(
    changed: Examine, operators: str, said: str
) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        content(operators)(pdf)
        calm = Array([Name.CalRGB, Dictionary(WhitePoint=Array([1, 1, 1]))])
        own = resources(pdf)
        own.ColorSpace = Dictionary(
            Light=calm,
            Lab=Array([Name.Lab, Dictionary(WhitePoint=Array([1, 1, 1]))]),
            Table=Array([Name.Indexed, Name.DeviceRGB, 1, String("abcabc")]),
            Spot=Array([Name.Separation, Name.Gold, Name.DeviceRGB, Dictionary()]),
            Inks=Array([Name.DeviceN, Array([Name.A, Name.B]), Name.DeviceRGB, Dictionary()]),
            Uncoloured=Array([Name.Pattern, Name.DeviceRGB]),
        )
        own.Shading = Dictionary(
            Shade=Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 1, 1]))
        )

    result = changed(change)
    assert result.faulty == {"rgb"}
    assert result.said("rgb") == f"2: RGB or Lab: {said}"


def in_form(pdf: pikepdf.Pdf) -> None:
    inner = form(pdf, "1 0 0 rg")
    content("/X Do")(pdf)
    resources(pdf).XObject = Dictionary(
        X=form(pdf, "/Y Do", Resources=Dictionary(XObject=Dictionary(Y=inner)))
    )


def in_pattern(pdf: pikepdf.Pdf) -> None:
    pattern = pdf.make_stream(b"1 0 0 RG")
    pattern.PatternType = 1
    content("/Pattern cs /P scn 0 0 9 9 re f")(pdf)
    resources(pdf).Pattern = Dictionary(P=pattern)


def in_shading_pattern(pdf: pikepdf.Pdf) -> None:
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB)
    content("/Pattern CS /P SCN 0 0 9 9 re S")(pdf)
    resources(pdf).Pattern = Dictionary(P=Dictionary(PatternType=2, Shading=shading))


def in_glyph(pdf: pikepdf.Pdf) -> None:
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        CharProcs=Dictionary(a=pdf.make_stream(b"1 0 0 rg")),
    )
    resources(pdf).Font = Dictionary(F=font)


def in_group(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


def in_annotation(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(
        Subtype=Name.Stamp,
        Rect=Array([-30, -30, -20, -20]),
        AP=Dictionary(N=Dictionary(On=form(pdf, "1 0 0 rg"))),
    )
    pdf.pages[1].obj.Annots = Array([note])


def in_picture(pdf: pikepdf.Pdf) -> None:
    content("q 9 0 0 9 0 0 cm /I Do Q")(pdf)
    resources(pdf).XObject = Dictionary(I=picture(pdf, Name.DeviceRGB))


def in_profiled_picture(pdf: pikepdf.Pdf) -> None:
    content("q 9 0 0 9 0 0 cm /I Do Q")(pdf)
    space = Array([Name.ICCBased, Stream(pdf, b"", N=3)])
    resources(pdf).XObject = Dictionary(I=picture(pdf, space))


@pytest.mark.parametrize(
    "change",
    [
        in_form,
        in_pattern,
        in_shading_pattern,
        in_glyph,
        in_group,
        in_annotation,
        in_picture,
        in_profiled_picture,
    ],
)
def test_colours_of_light_are_found_wherever_they_hide(
    changed: Examine, change: Callable[[pikepdf.Pdf], None]
) -> None:
    result = changed(change)
    assert result.faulty == {"rgb"}
    assert result.said("rgb").startswith("2: ")


def test_soft_masks_and_spaces_that_nothing_uses_are_no_colours_of_light(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        own = resources(pdf)
        own.ColorSpace = Dictionary(Unused=Array([Name.CalRGB, Dictionary()]))
        mask = form(pdf, "1 0 0 rg", Group=Dictionary(CS=Name.DeviceRGB))
        own.ExtGState = Dictionary(M=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask)))
        content("/M gs")(pdf)

    result = changed(change)
    assert result.faulty == set()
    assert result.found("transparency") == "on pages: 1"


def test_spot_inks_are_named(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        content("/Gold cs 1 scn 0 0 9 9 re f")(pdf)
        spot = Array([Name.Separation, Name.Gold, Name.DeviceCMYK, Dictionary()])
        resources(pdf).ColorSpace = Dictionary(Gold=spot)

    result = changed(change)
    assert result.faulty == set()
    assert "spot inks: Gold" in result.found("rgb")


@pytest.mark.parametrize(
    ("operators", "message"),
    [
        ("0.7 0.6 0.6 0.9 k BT (a) Tj ET", "in several inks: 1"),
        ("0.7 0.65 0.6 0.5 k BT (a) Tj (b) Tj ET", "in several inks: 2"),
        ("0 0 0 1 k BT (a) Tj ET", "do not overprint: 1"),
        ("/Over gs 0 0 0 1 k BT (a) Tj ET /Apart gs BT [(b)] TJ ET", "do not overprint: 1"),
        ("BT (a) Tj ET", "do not overprint: 1"),
        ("/Over gs 0 g BT (a) ' ET", "do not overprint: 1"),
        ("/Over gs 0 0 0 0 k BT (a) Tj ET", "overprint, and so are not seen: 1"),
        ("/DeviceCMYK cs BT (a) Tj ET", "do not overprint: 1"),
        ("/DeviceCMYK cs 0.6 0.6 0.6 1 scn BT (a) Tj ET", "in several inks: 1"),
    ],
)
def test_black_text_is_one_ink_over_what_is_below(
    changed: Examine, operators: str, message: str
) -> None:
    result = changed(content(operators))
    assert result.faulty == {"black"}
    assert message in result.said("black")
    assert result.said("black").startswith("2: ")


@pytest.mark.parametrize(
    "operators",
    [
        "q /Over gs 0 0 0 1 k Q /Over gs 0 0 0 1 k BT (a) Tj ET",
        "0 0 0 1 k BT 3 Tr (a) Tj ET",
        "0 0 0 1 k 0 0 9 9 re f",
        "0.1 0.9 0.9 0.4 k BT (a) Tj ET",
        "1 g BT (a) Tj ET",
    ],
)
def test_other_text_is_not_black_text(changed: Examine, operators: str) -> None:
    assert changed(content(operators)).faulty == set()


# Pictures, fonts, transparency


def test_resolution_is_that_of_the_place_where_a_picture_stands(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        own = picture(pdf, Name.DeviceCMYK)
        sharp = "q 12 0 0 12 0 0 cm /I Do Q "  # 100 pixels on 12 points: 600 dpi
        content(sharp + "q 2 0 0 2 0 0 cm q 0 24 -24 0 9 9 cm /I Do Q Q", page=2)(pdf)
        resources(pdf, page=2).XObject = Dictionary(I=own)

    result = changed(change)
    assert result.faulty == {"pictures"}
    assert result.said("pictures") == "3: I (100 × 100): 150 dpi; asked for: 300"
    assert result.found("pictures") == "pictures: 2, from 150 dpi"
    assert changed(change, Asked(resolution=150)).faulty == set()


def test_pictures_in_forms_are_measured_with_the_forms_matrix(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        inner = form(
            pdf,
            "q 12 0 0 12 0 0 cm /I Do Q",
            Matrix=Array([2, 0, 0, 2, 0, 0]),
            Resources=Dictionary(XObject=Dictionary(I=picture(pdf, Name.DeviceCMYK))),
        )
        content("q 2 0 0 2 0 0 cm /X Do Q")(pdf)
        resources(pdf).XObject = Dictionary(X=inner)

    assert "150 dpi" in changed(change).said("pictures")


def test_picture_of_one_colour_needs_no_resolution(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        content("q 400 0 0 400 0 0 cm /I Do Q")(pdf)
        resources(pdf).XObject = Dictionary(I=picture(pdf, Name.DeviceCMYK, size=1))

    assert changed(change).faulty == set()


@pytest.mark.parametrize(
    "font",
    [
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica),
        Dictionary(Subtype=Name.TrueType, BaseFont=Name.Helvetica, FontDescriptor=Dictionary()),
        Dictionary(
            Subtype=Name.Type0,
            BaseFont=Name.Helvetica,
            DescendantFonts=Array([Dictionary(FontDescriptor=Dictionary())]),
        ),
    ],
    ids=["standard", "simple", "composite"],
)
def test_font_that_is_not_in_the_file_is_a_fault(changed: Examine, font: Dictionary) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        content("/H 9 Tf 0 0.9 0 0 k (a) Tj")(pdf)
        resources(pdf).Font.H = font

    result = changed(change)
    assert result.faulty == {"fonts"}
    assert result.said("fonts") == "2: not embedded: Helvetica"


def transparent_state(pdf: pikepdf.Pdf) -> None:
    content("/T gs 0 0 9 9 re f")(pdf)
    resources(pdf).ExtGState = Dictionary(T=Dictionary(ca=0.5))


def blended(pdf: pikepdf.Pdf) -> None:
    content("/T gs 0 0 9 9 re f")(pdf)
    resources(pdf).ExtGState = Dictionary(T=Dictionary(BM=Name.Multiply))


def masked_picture(pdf: pikepdf.Pdf) -> None:
    content("q 9 0 0 9 0 0 cm /I Do Q")(pdf)
    own = picture(pdf, Name.DeviceCMYK)
    own.SMask = picture(pdf, Name.DeviceGray)
    resources(pdf).XObject = Dictionary(I=own)


@pytest.mark.parametrize("change", [transparent_state, blended, masked_picture])
def test_transparency_is_for_the_newer_standards(
    changed: Examine, change: Callable[[pikepdf.Pdf], None]
) -> None:
    def old(pdf: pikepdf.Pdf) -> None:
        change(pdf)
        packet = pdf.Root.Metadata.read_bytes()
        pdf.Root.Metadata.write(packet.replace(b"PDF/X-4", b"PDF/X-3:2003"))

    assert changed(change).faulty == set()
    assert changed(change).found("transparency") == "on pages: 1"
    result = changed(old, version="1.4")
    assert result.faulty == {"transparency"}
    assert result.said("transparency") == "2: PDF/X-3:2003 allows no transparency"


def test_compressed_content_is_read(changed: Examine) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = Stream(pdf, b"")
        stream.write(zlib.compress(b"1 0 0 rg"), filter=Name.FlateDecode)
        pdf.pages[1].obj.Contents = Array([pdf.make_stream(b"q"), stream])

    assert changed(change).faulty == {"rgb"}
