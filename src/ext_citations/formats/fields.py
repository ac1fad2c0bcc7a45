"""Tables between BibTeX's, BibLaTeX's and CSL's words: types, fields, languages."""

from __future__ import annotations

from .variables import words

#: entry types (with those of JabRef and old styles) and CSL's
TYPES = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "bookinbook": "chapter",
    "booklet": "pamphlet",
    "candthesis": "thesis",
    "commentary": "chapter",
    "conference": "paper-conference",
    "electronic": "webpage",
    "image": "figure",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legadmin": "regulation",
    "legal": "treaty",
    "letter": "personal_communication",
    "mastersthesis": "thesis",
    "mathesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "music": "song",
    "online": "webpage",
    "phdthesis": "thesis",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
    **dict.fromkeys(
        words(
            "collection manual mvbook mvcollection mvproceedings mvreference proceedings reference"
        ),
        "book",
    ),
    **dict.fromkeys(
        words(
            "bill book broadcast chapter dataset document entry event figure graphic hearing"
            " interview legislation manuscript map pamphlet patent performance periodical post"
            " regulation report review software song speech standard thesis treaty webpage"
        ),
        "",  # the same word in both
    ),
}
#: ``entrysubtype``, and keywords that say as much
SUBTYPES = {
    "newspaper": "article-newspaper",
    "newspaperarticle": "article-newspaper",
    "magazine": "article-magazine",
    "magazinearticle": "article-magazine",
}
#: kinds of entry that are no sources
HELPERS = frozenset(["xdata", "set", "control", "bibnote"])

NAMES = {"author": "author", "editor": "editor", "translator": "translator",
         "bookauthor": "container-author"}  # fmt: skip
EDITORS = {"editor": "editor", **dict.fromkeys(("editora", "editorb", "editorc"), "contributor")}
#: fields that BibTeX reads otherwise than CSL's variables of the same name
READ = frozenset(["number", "issue", "note", "abstract", "language", "publisher", "title", "genre"])
#: ``editortype`` and its like: what is not a CSL name variable itself
ROLES = {"founder": "contributor", "continuator": "contributor", "collaborator": "contributor",
         "redactor": "contributor", "reviser": "contributor"}  # fmt: skip
DATES = {"date": "issued", "urldate": "accessed", "origdate": "original-date",
         "eventdate": "event-date"}  # fmt: skip
#: verbatim fields: no LaTeX in them
VERBATIM = {"doi": "DOI", "url": "URL", "pmid": "PMID", "pmcid": "PMCID"}
#: fields with one counterpart; the first that is there wins
TEXTS = {
    "volume": ["volume"],
    "part-number": ["part"],
    "number-of-volumes": ["volumes"],
    "edition": ["edition"],
    "chapter-number": ["chapter"],
    "number-of-pages": ["pagetotal"],
    "ISBN": ["isbn"],
    "ISSN": ["issn"],
    "publisher-place": ["location", "address"],
    "event-title": ["eventtitle"],
    "event-place": ["venue"],
    "title-short": ["shorttitle"],
    "container-title-short": ["shortjournal"],
    "citation-label": ["shorthand"],
    "version": ["version"],
    "status": ["pubstate"],
    "genre": ["type"],
    "archive": ["library"],
    "abstract": ["abstract"],
    "annote": ["annotation", "annote"],
    "keyword": ["keywords"],
    "original-title": ["origtitle"],
    "original-publisher": ["origpublisher"],
    "original-publisher-place": ["origlocation"],
}
#: variables whose braces keep letters as they are
TITLES = words(
    "title title-short container-title container-title-short collection-title event-title"
    " volume-title original-title reviewed-title part-title collection-title-short"
)
#: BibLaTeX's localisation keys, in English and in Arabic
PHRASES = {
    "phdthesis": ("PhD thesis", "أطروحة دكتوراه"),
    "mathesis": ("Master’s thesis", "رسالة ماجستير"),
    "bathesis": ("Bachelor’s thesis", "بحث إجازة"),
    "candthesis": ("Candidate thesis", "أطروحة"),
    "techreport": ("Technical report", "تقرير فني"),
    "resreport": ("Research report", "تقرير بحثي"),
    "software": ("Computer software", "برنامج حاسوبي"),
    "datacd": ("CD-ROM", "قرص مدمج"),
    "audiocd": ("Audio CD", "قرص صوتي"),
    "patent": ("Patent", "براءة اختراع"),
    "inpreparation": ("in preparation", "قيد الإعداد"),
    "submitted": ("submitted", "مقدَّم للنشر"),
    "forthcoming": ("forthcoming", "يصدر قريباً"),
    "inpress": ("in press", "قيد الطبع"),
    "prepublished": ("prepublished", "نسخة أولية"),
}
#: entry types that are a ``type`` themselves
THESES = {"phdthesis": "phdthesis", "mastersthesis": "mathesis", "mathesis": "mathesis",
          "candthesis": "candthesis", "techreport": ""}  # fmt: skip
#: names of languages: babel's, polyglossia's, Arabic ones, and codes of three letters
LANGUAGES = {
    "acadian": "fr-CA", "afrikaans": "af", "albanian": "sq", "american": "en-US", "amharic": "am",
    "arabic": "ar", "armenian": "hy", "australian": "en-AU", "austrian": "de-AT",
    "azerbaijani": "az", "basque": "eu", "bengali": "bn", "bosnian": "bs", "brazil": "pt-BR",
    "brazilian": "pt-BR", "british": "en-GB", "bulgarian": "bg", "canadian": "en-CA",
    "canadien": "fr-CA", "catalan": "ca", "chinese": "zh", "croatian": "hr", "czech": "cs",
    "danish": "da", "dutch": "nl", "english": "en", "esperanto": "eo", "estonian": "et",
    "farsi": "fa", "finnish": "fi", "francais": "fr", "french": "fr", "galician": "gl",
    "georgian": "ka", "german": "de", "germanb": "de", "greek": "el", "hebrew": "he",
    "hindi": "hi", "hungarian": "hu", "icelandic": "is", "indonesian": "id", "irish": "ga",
    "italian": "it", "japanese": "ja", "korean": "ko", "kurdish": "ku", "kurmanji": "kmr",
    "latin": "la", "latvian": "lv", "lithuanian": "lt", "macedonian": "mk", "malay": "ms",
    "mexican": "es-MX", "mongolian": "mn", "naustrian": "de-AT", "newzealand": "en-NZ",
    "ngerman": "de", "norsk": "nb", "norwegian": "no", "nynorsk": "nn", "pashto": "ps",
    "persian": "fa", "polish": "pl", "portuges": "pt", "portuguese": "pt", "romanian": "ro",
    "russian": "ru", "serbian": "sr", "serbianc": "sr-Cyrl", "slovak": "sk", "slovene": "sl",
    "slovenian": "sl", "sorani": "ckb", "spanish": "es", "swahili": "sw", "swedish": "sv",
    "swissfrench": "fr-CH", "swissgerman": "de-CH", "syriac": "syr", "tamil": "ta", "thai": "th",
    "turkish": "tr", "turkmen": "tk", "ukenglish": "en-GB", "ukrainian": "uk", "urdu": "ur",
    "usenglish": "en-US", "uyghur": "ug", "vietnamese": "vi", "welsh": "cy",
    "العربية": "ar", "عربي": "ar", "عربية": "ar", "الإنجليزية": "en", "إنجليزي": "en",
    "الفرنسية": "fr", "الفارسية": "fa", "التركية": "tr", "العبرية": "he",
    "ara": "ar", "eng": "en", "fra": "fr", "fre": "fr", "fas": "fa", "per": "fa", "heb": "he",
    "tur": "tr", "deu": "de", "ger": "de", "spa": "es", "rus": "ru",
}  # fmt: skip
#: dialects of Arabic in polyglossia's ``locale``
ARABIC_LOCALES = {
    "algeria": "ar-DZ",
    "egypt": "ar-EG",
    "libya": "ar-LY",
    "mauritania": "ar-MR",
    "morocco": "ar-MA",
    "tunisia": "ar-TN",
}
#: how a parent's field is called in its child (BibLaTeX manual, appendix "Default Inheritance")
_TO_BOOK = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_TO_MAIN = {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"}
_TO_JOURNAL = {"title": "journaltitle", "subtitle": "journalsubtitle", "shorttitle": "shortjournal"}
BOOKS = frozenset(["book", "collection", "proceedings", "reference", "manual"])
IN_BOOKS = words(
    "inbook bookinbook suppbook incollection suppcollection inproceedings conference inreference"
)
MULTIVOLUME = frozenset(["mvbook", "mvcollection", "mvproceedings", "mvreference"])
#: fields that belong to their own entry alone
OWN_FIELDS = words(
    "crossref xref xdata entryset entrysubtype execute ids label options presort related"
    " relatedtype relatedstring sortkey shorthand shorttitle shortjournal doi abstract annotation"
    " annote keywords file pages pagetotal eid eprint eprinttype eprintclass archiveprefix"
    " primaryclass note pmid pmcid"
)


def inherited_names(parent: str, child: str) -> dict[str, str]:
    """Return the names that *parent*'s fields (an entry type) have in *child*."""
    if child in IN_BOOKS:
        if parent in MULTIVOLUME:
            return _TO_MAIN
        if parent in BOOKS:
            return _TO_BOOK
    if parent in MULTIVOLUME and child in BOOKS:
        return _TO_MAIN
    if parent == "periodical" and child in {"article", "suppperiodical"}:
        return _TO_JOURNAL
    return {}
