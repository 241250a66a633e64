"""Patterns of assignments: over the tags of a clause (see :mod:`.clauses`) and over its words."""

import re

TO_PERSON = (
    # tolong Bu Sri (nanti) siapkan …
    re.compile(r"r[ho]{0,2}(?P<who>P(?:&P|P){0,3})(?P<mid>[hyra&]{0,5})(?P<verb>[VSo])"),
    # Bu Sri (yang nanti) siapkan …; Pak Budi ke BKN bawa …
    re.compile(r"(?P<who>P(?:&P|P){0,3})(?P<mid>[hyra&]{0,6}k?(?:oP)?h?)(?P<verb>[VS])"),
    # disiapkan (oleh) Bu Sri
    re.compile(r"(?P<verb>V)[oh]{0,4}(?P<mid>b?)(?P<who>P(?:&P){0,3})(?=h*$)"),
    # disiapkan oleh Bagian Umum penggantinya; dibuat hari ini oleh Bagian Umum
    re.compile(r"(?P<verb>V)[ohT]{0,3}(?P<mid>b)(?P<who>P(?:&P){0,3})"),
)
BY_AGENT = re.compile(r"(?P<verb>[VS])(?P<mid>)(?P<who>P(?:&P){0,3})")
"""Disampaikan penyedia kepada PPK: right after a passive verb stands who does it."""
THING_DONE = re.compile(r"^[ho]{0,4}(?P<who>P(?:&P){0,3})(?P<mid>[hra]{0,3}[oyh&T]{1,6}?r?h{0,3})(?P<verb>V)")
"""Bu Ratna rinciannya direvisi: a person, a thing, and what is to be done with it."""
ASKED = (
    re.compile(r"(?P<who>a)(?P<mid>[hyr]{1,4})(?P<verb>[VS])"),  # njenengan yang siapkan
    re.compile(r"(?P<who>)r(?P<mid>[hra]{0,4})(?P<verb>[VS])"),  # tolong disiapkan
    re.compile(r"(?P<who>)r(?P<mid>[hrao]{1,5}?)(?P<verb>V)"),  # tolong hasil survei itu diolah
)
I_SAY = re.compile(r"h{1,2}(?P<who>m)(?P<mid>y)(?P<verb>S)")
"""Biar saya yang bilang ke sekretaris: said, but outside of the meeting."""
I_DO = re.compile(r"(?P<who>m)(?P<mid>[hyk&]{0,4})(?P<verb>V)")
WE_FROM = re.compile(r"h(?P<who>m)(?P<mid>[ho]{1,3}y)(?P<verb>V)")
"""Biar kami dari keuangan yang menghitung."""
ANY_VERB = re.compile(r"(?P<who>)(?P<mid>)(?P<verb>[VS])")
IMPERATIVE = re.compile(r"^h{0,2}(?P<who>)(?P<mid>)(?P<verb>V)")

FROM_UNIT = re.compile(r"^(?:\S+ ){1,4}dari (?P<who>P\d)(?: (?:ya|saja|lah))* T\d")
"""Konsepnya dari Bagian Hukum ya, Senin depan."""
IN_CHARGE = re.compile(
    r"""\b(?:pic|penanggung\ ?jawab|pj|koordinator|leading\ sector
      |yang\ (?:pegang|bertanggung\ jawab))(?:nya)?
    (?:\ \S+){0,4}?\ (?P<who>P\d)""",
    re.VERBOSE,
)
HANDED = re.compile(
    r"""\b(?:(?:di)?(?:serahkan|titipkan|percayakan|limpahkan)|(?:tugas|kerjaan|pr|urusan)(?:nya)?|bagiannya)
    (?:\ \S+){0,3}?\ (?P<who>P\d)(?:\ (?:ya|saja|lah|yang\ \S+))*$
    |\b(?:kepada|ke|sama)\ (?P<to>P\d)\ (?:saya|kami)\ (?:titip|serah|percaya|limpah|amanat)kan""",
    re.VERBOSE,
)
RELAYED = re.compile(
    r"""\b(?:bilang(?:in)?|kasih\ tahu|beri\ tahu|titip(?:kan)?|pesan(?:kan)?|kabari|infokan|ingatkan
      |sampaikan|pangbejakeun|bejakeun|suruh|minta)\ (?:ke|sama|kepada|ka\ )?\ ?(?P<who>P\d)
    (?:\ \S+){0,2}?\ (?:suruh|untuk|agar|supaya|biar|minta|disuruh)\ (?P<verb>\S+)
    |\b(?:pangbejakeun|bilangin|bilang)\ (?:ke|sama|kepada|ka)?\ ?(?P<whom>P\d)\ (?P<work>\S+)""",
    re.VERBOSE,
)
"""Bilang ke Pak Darto suruh menghubungi kepala sekolah: whoever is to be told is to do it."""
WISH = re.compile(
    r"""\b(?:semoga|mudah-mudahan|harapan(?:nya|\ saya|\ kami)?|diharapkan|berharap|pengin|pengen|ingin
    |kapan-kapan|kalau\ sempat|idealnya|suatu\ saat)(?!\w)""",
    re.VERBOSE,
)
FLOOR = re.compile(
    r"""\b(?:mohon|minta|tolong|silakan|izin|mau|boleh|coba|saya|kami)\ (?:\S+\ ){0,2}
    (?:izin|maaf|arahan|tanggapan|masukan|penjelasan|perhatian|waktu|pencerahan|konfirmasinya|pendapat|saran
      |dukungan|bicara|ngomong|bertanya|tanya|menanggapi|menambahkan|dimatikan|dimute|unmute|nyalakan
      |dinyalakan|share\ screen|(?:di)?geser|layar(?:nya)?|slide|suaranya|kamera|mic|mik|mikrofon|absen
      |tanda\ tangan|koreksi|bantuan|doa)(?!\w)""",
    re.VERBOSE,
)
"""Asking for the floor, for help with the room, for being heard."""
OUTWARD = re.compile(
    r"\b(?:ke|kepada|dengan|sama)\ (?!(?:saya|kita|kami|depan|sini|arah|agenda|yang|situ|forum|rapat)\b)\S+"
)
"""To somebody who is not in the room."""
SUPPOSED_DOER = re.compile(r"f[hP]{0,2}P?[Pm][hyP]*[VS]")
"""Kalau Pak Andi yang kerjakan: what would be if."""
STANDS_IN_SPITE = re.compile(r"r|P[hy]*V|T")
MERE_THOUGHTS = ("misal", "umpama", "andai", "seandai", "pengin", "ingin")

WHO = re.compile(r"\bsiapa (?:yang|bisa|mau|saja yang)\b|\b(?:yang|tugas|pic)\b.*\bsiapa\b")
VOLUNTEERS = re.compile(
    r"""^(?:(?:ya|biar|siap|oke|baik|izin|sini|bapak|ibu|P\d|sama|dengan)\ )*(?:saya|kami)
    (?:\ (?:saja|P\d|bapak|ibu|ya|siap|bisa|deh|yang|lah))*(?=$|\ T)""",
    re.VERBOSE,
)
