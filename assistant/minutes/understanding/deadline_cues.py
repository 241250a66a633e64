"""The words that say when something is to be."""

import re

from corpus.number_words import PHRASE

WEEKDAYS = {
    "senin": 0, "senen": 0, "selasa": 1, "slasa": 1, "rabu": 2, "rebo": 2, "kamis": 3, "kemis": 3, "jumat": 4,
    "jum'at": 4, "jum’at": 4, "jemuah": 4, "jumuah": 4, "sabtu": 5, "setu": 5, "ahad": 6,
}  # fmt: skip
MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
    "november", "desember",
)  # fmt: skip
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_DAY = rf"(?:{'|'.join(map(re.escape, WEEKDAYS))}|(?<=hari\s)minggu)"
MONTH = "|".join(MONTHS)
_COUNT = rf"(?:\d{{1,3}}|{PHRASE})"
NEXT = r"(?:depan|dpn|ngarep|besok|berikut(?:nya)?|mendatang)"
_BOUND = (
    r"(?:(?:(?:paling|plg)\s+(?:lambat|telat|lama|akhir|mentok)(?:nya)?|(?:se)?lambat-?lambat(?:nya)?"
    r"|selambatnya"
    r"|maksimal|maks(?:imum)?\.?|deadline(?:nya)?|tenggat(?:nya)?|batas(?:nya|\s+waktu(?:nya)?)?"
    r"|sebelum|sebelumnya|sblm|sebelon"
    r"|sampai(?:\s+dengan)?|hingga|target(?:nya)?|terakhir|per)\s+(?:(?:itu|adalah|di|pada|hari)\s+)?)"
)
UNIT_DAY = (
    r"satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|puluh|belas|sepuluh|sebelas"
    r"|senin|selasa|rabu|kamis|jumat|sabtu"
)
SPOKEN = re.compile(
    rf"""(?<![\w-])(?P<bound>{_BOUND})?(?:
        (?P<edge>awal|pertengahan|tengah|akhir|ujung)\s+(?P<edge_of>
            (?:bulan|sasi)(?:\s+(?:{NEXT}|ini|iki))? | (?:minggu|pekan|mgg)(?:\s+(?:{NEXT}|ini|iki))?
          | tahun(?:\s+(?:{NEXT}|ini))? | (?:bulan\s+)?(?:{MONTH})(?:\s+(?:tahun\s+)?20\d\d)?(?!\w)
          | (?:triwulan|tw|kuartal|kwartal|semester)\s+\w+)
      | (?P<dated>(?:hari\s+)?(?:{_DAY}\s*,?\s*)?(?:(?:tanggal|tgl\.?)\s*)?
            (?:\d{{1,2}}|{PHRASE})\s+(?:{MONTH}|jan|feb|mar|apr|jun|jul|ags?t?|sept?|okt|nov|nop
              |des)(?![a-z])
            (?:\s+(?:tahun\s+)?20\d\d)?
          | \d{{1,2}}[/-]\d{{1,2}}[/-]20\d\d)
      | (?:(?:hari\s+)?(?P<named>{_DAY}|minggu)\s*,?\s+)?(?:tanggal|tgl\.?|tangal)\s*
            (?P<day>\d{{1,2}}|{PHRASE})(?![\d/])
            (?:\s+(?P<of_month>(?:bulan|sasi)\s+(?:{NEXT}|ini)))?
      | (?P<week_first>(?:minggu|pekan|mgg)\s+(?:{NEXT}|ini|iki))\s*,?\s*
            (?:(?:paling|plg)\s+(?:lambat|telat)(?:nya)?\s+)?(?:hari\s+)?(?P<week_day>{_DAY})(?!\w)
      | (?:besok\s+)?(?:hari\s+)?(?P<weekday>{_DAY})(?!\w)(?:\s*,?\s*(?P<which>(?:minggu|pekan|mgg)\s+
            (?:{NEXT}|ini|iki)|depan|ngarep|besok|ini|iki|mendatang|lusa|berikutnya)(?!\w))?
      | (?P<week>(?:minggu|pekan|mgg)\s+(?:{NEXT}|ini|iki))(?!\w)
      | (?P<month>(?:bulan|sasi)\s+(?:{NEXT}|ini|iki))(?!\w)
      | (?P<year>tahun\s+(?:depan|ini))(?!\w)
      | (?P<today>hari\s+ini(?:\s+juga)?|(?:nanti\s+|mengko\s+)?(?:pagi|siang|sore|malam|malem|bengi)\s+(?:ini
        |nanti|iki)
            |(?:nanti|ntar|entar|mengko|engke)\s+(?:siang|sore|malam|malem|bengi))(?!\w)
      | (?P<tomorrow>(?:besok|besuk|sesuk|ngesuk|mbenjing|isukan)
            (?:\s+(?:pagi|siang|sore|malam|malem))?)(?!\w)
      | (?P<after>(?:besok\s+)?lusa|suk\s*emben)(?!\w)
      | (?P<within>(?:(?:dalam|dlm)\s+)?(?:waktu\s+)?(?:jangka\s+waktu\s+)?)
            (?P<count>{_COUNT}|se)\s*(?P<unit>hari\s+kerja|hari\s+kalender|hari|minggu|pekan|mgg|bulan|tahun)
            (?:\s+(?P<ahead>lagi|ke\s*depan|dari\s+(?:sekarang|hari\s+ini)|setelah\s+(?:ini
              |rapat(?:\s+ini)?)|maneh))?(?!\w)
      | (?P<hours>\d\s?[x×]\s?24)\s*jam
      | (?P<quarter>(?:triwulan|tw|kuartal|kwartal|semester)\s+(?:i{{1,3}}v?|iv|\d|satu|dua|tiga|empat
        |pertama|kedua|ketiga|keempat))(?!\w)
      | (?P<month_alone>bulan\s+(?:{MONTH})(?:\s+20\d\d)?|(?<=sebelum\s)(?:{MONTH})
        |(?<=lambat\s)(?:{MONTH}))(?!\w)
      | (?P<event>h\s?[-−]\s?\d{{1,2}}(?:\s+(?:sebelum\s+)?(?:acara|kegiatan|pelaksanaan|pelantikan|rapat
        |ujian|upacara|lebaran|hari\s?h))?
          |secepatnya|sesegera\s+mungkin|secepat\s+mungkin|asap
          |(?:sebelum|setelah|sesudah|habis|bakda|sakdurunge|sebelume)\s+(?:(?:hari\s+raya|libur
            |cuti\s+bersama|bulan)\s+)?
            (?:lebaran|puasa|ramadan|ramadhan|idul\s?fitri|idul\s?adha|natal|natalan|nyepi|imlek
              |libur(?:an)?|pelantikan
              |pencairan|acara|kegiatan|rapat(?:\s+(?:berikut(?:nya)?|depan|selanjutnya))?|upacara
                |pelaksanaan|hari\s+h|bimtek
              |ujian|lelang|kunjungan|audit|pemeriksaan|tahun\s+baru|agustusan|asesmen))(?!\w)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""One phrase; its groups say which kind it is."""
