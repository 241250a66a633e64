"""The words by which speech decides, proposes, agrees, objects, puts off, takes back or supposes.

All patterns read ``Clause.said``: standard spelling, lower case, persons as ``P0``, days as ``T0``.
"""

import re

DECIDES = re.compile(
    r"""\b(?:
        (?:kita|kami|rapat(?:\ ini)?|forum|semua|peserta(?:\ rapat)?|bersama)\ (?:(?:ini|sudah|tadi|bisa
          |semua|jadi|bersama|ya|pun)\ ){0,2}
          (?:sepakati?|menyepakati|putuskan|memutuskan|tetapkan|menetapkan|menyetujui|setujui|setuju|sahkan
            |pilih|fix(?:kan)?|finalkan|deal)
      | (?:disepakati|diputuskan|disetujui|disahkan|ditetapkan|telah\ sepakat|sudah\ sepakat
        |sepakat\ (?:bahwa|untuk|ya|kalau))
      | (?:keputusan|kesepakatan|putusan|kesimpulan|simpulan)(?:nya|\ (?:kita|rapat|akhir|akhirnya
        |hari\ ini|saya|pertama|kedua|ketiga))*\b(?!\ (?:kepala|bupati|gubernur|menteri|presiden|walikota
        |pejabat|bersama|P\d|apa|itu\ apa))
      | saya\ (?:putuskan|tetapkan|ambil\ keputusan|simpulkan\ bahwa|memutuskan|menetapkan|ketok|ketuk|sahkan)
      | (?:ketok|ketuk|mengetuk|mengetok)\ palu | palu\ (?:saya\ )?(?:diketok|diketuk|ketok)
      | (?:fix|deal|final|sah)(?=\ ya\b|\ nggih|$) | (?:sudah\ )?fix\ (?:di|pakai|tanggal|T\d|jam|untuk)
      | sepakat(?=$|\ ya$|\ (?:\d|T\d|di\ |pakai|untuk|bahwa|satu|dua|tiga|empat|lima|enam|tujuh|delapan
        |sembilan|se[pr]))
    )(?!\w)""",
    re.VERBOSE,
)
"""Words that settle something by saying so."""

SETTLES = re.compile(
    r"""^(?:(?:oke|baik|ya|nah|sip|eh|oh)\ )*(?:
        ya\ sudah | sudah\ (?:ya|lah) | (?:be)?gini\ saja | gitu\ saja | begitu\ saja
          | kalau\ (?:be)?g(?:itu|ini)
      | berarti | jadi | maka | artinya | pokoknya | intinya | dengan\ demikian
    )(?!\w)""",
    re.VERBOSE,
)
CLOSES = re.compile(
    r"^(?:oke|baik|ya|nah|betul|sip|setuju|benar|boleh|cocok|mantap|sepakat|siap|gini|begini)(?!\w)"
)
"""How an answer to what was discussed begins; weaker than ``SETTLES``."""

LEAD = re.compile(
    r"""^(?:(?:oke|baik|ya|nah|eh|oh|sip|betul|jadi|berarti|terus|mulai|untuk)\ )*
    (?:kita\ )?(?:pakai|gunakan|cukup|ikut|tetap|mulai\ T\d|mulai\ berlaku|tidak\ (?:usah|perlu|boleh)
      |jangan|T\d\ saja
      |\S+\ (?:\S+\ )?saja|kabeh|semua|seluruh)(?!\w)""",
    re.VERBOSE,
)
"""Words that say how something is to be, without a person who is to do it."""

PARTICLE = re.compile(r"(?<!tadi )(?<!apa )\b(?:saja|deh|titik|dulu|belakangan|lah)(?!\w)")
WE_DO = re.compile(r"(?:k|h)")

PROPOSES = re.compile(
    r"""\b(?:
        (?<!titipan\ )usul(?:an)?(?:nya)?(?:\ (?:saya|kami|P\d))? | saya\ (?:usul|usulkan|mengusulkan|sarankan
          |menyarankan|menawarkan|ajukan\ usul)
      | (?:kami|P\d)\ (?:usul|usulkan|mengusulkan|menyarankan) | saran(?:\ saya|nya)? | bagaimana\ (?:kalau
        |jika)
      | (?:se)?baiknya | mending(?:an)? | lebih\ (?:baik|bagus|enak|aman|cocok) | enaknya
        | alangkah\ baiknya | idealnya
      | kalau\ (?:menurut\ )?saya | menurut\ (?:saya|kami|hemat) | boleh\ tidak | setuju\ (?:tidak|kalau|jika)
      | (?:apakah|bisa|mari|apa\ bisa|dapat|boleh)\ (?:\S+\ ){0,2}(?:kita\ )?(?:sepakati|putuskan|setujui
        |tetapkan)
      | tawaran(?:\ saya)? | opsi(?:nya)? | gimana\ kalau | kalau\ (?:semua|kita)\b
    )(?!\w)""",
    re.VERBOSE,
)

_NO = r"(?<!tidak )(?<!belum )(?<!bukan )(?<!kurang )(?<!tidak terlalu )"
ASSENTS = re.compile(
    rf"""{_NO}\b(?:setuju|sepakat|cocok|acc|mendukung|dukung|sepaham|akur|oke\ saya|ikut\ saja|saya\ ikut|deal
      |tidak\ (?:ada\ )?(?:masalah|keberatan)|tidak\ keberatan|lanjutkan|itu\ bagus|bagus\ itu|masuk\ akal
        |cukup|aman
      |leres|sarujuk|mufakat|saya\ rasa\ (?:itu\ )?(?:bagus|tepat|cocok)|boleh)(?!\w)(?!\ kalau)""",
    re.VERBOSE,
)
NODS = re.compile(
    r"^(?:(?:oke|ya|siap|baik|betul|noted|mantap|sip|bagus|bisa|insyaallah|iyes|bener|benar|nah|P\d"
    r"|bapak|ibu|semua|sekali|saja|begitu|lah)(?:\ |$)){1,6}$"
)
"""The whole of a short utterance that takes note of what was said before."""

OBJECTS = re.compile(
    r"""\b(?:(?:tidak|kurang|belum)\ (?:setuju|sepakat|sependapat|cocok|pas|tepat|bisa|mungkin|memungkinkan
      |keburu|sanggup)
      |(?<!tidak\ )(?<!tidak\ ada\ )(?<!yang\ )keberatan|nanti\ dulu|waduh|aduh|wah|terlalu|jangan|berat
        |mepet|repot|tapi|bukannya)(?!\w)""",
    re.VERBOSE,
)

PUTS_OFF = re.compile(
    r"""\b(?:
        belum\ (?:ada\ )?(?:\S+\ )?(?:keputusan|diputuskan|disepakati|sepakat
          |bisa\ (?:kita\ )?(?:di)?putuskan|final|fix|jawaban|tahu|ada\ (?:yang\ tahu|aturannya|jawabannya)
          |jelas|dipastikan|bisa\ dipastikan)
      | (?:kita|saya|di|ini|itu)\ ?(?:tunda|pending|tangguhkan)(?:\ dulu)? | (?:ditunda|dipending
        |ditangguhkan)(?:\ dulu)?
      | (?:kita\ |di)?(?:bahas|bicarakan|diskusikan|putuskan|rapatkan|dibahas|dibicarakan
        |diputuskan)(?:nya)?\ (?:lagi|kembali|belakangan|nanti|di\ rapat|pada\ rapat|T\d|lain\ kali)
      | nanti\ (?:\S+\ )?(?:kita\ |saya\ |di)?(?:putuskan|pikirkan|dipikirkan|bahas|dibahas|bicarakan|lihat
        |diputuskan)
      | (?:tidak|belum)\ (?:\S+\ ){0,3}?(?:bisa\ jawab|bisa\ menjawab|kepikiran|terpikir)
      | (?:belum|tidak)\ (?:juga\ )?(?:bisa|dapat|berani|sanggup|wani|mau)
        \ (?:saya\ )?(?:men)?(?:jawab|janji|pasti\w*|memastikan|memutuskan|dijawab|dipastikan|menjanjikan)
      | (?:belum|tidak)\ (?:juga\ )?(?:dapat|ada|terima|menerima)\ (?:\S+\ )?
        (?:kabar(?:nya)?|info(?:nya)?|arahan(?:nya)?|jawaban(?:nya)?|petunjuk(?:nya)?|pos\ anggaran(?:nya)?)
      | belum\ (?:kepikiran|terpikir(?:kan)?|dihitung|dipikirkan|kebayang|dibahas)
      | (?:harus|perlu|akan|coba)\ (?:saya|kami|kita)\ (?:tanyakan|konsultasikan|pastikan|cek|pelajari)
      | nanti\ lah | belum\ sampai\ ke\ situ | tidak\ pernah\ dihitung | (?:saya|kami
        |kita)\ (?:juga\ )?(?:tidak|belum|kurang)\ (?:tahu|paham|yakin|hafal|ingat|punya\ data)
      | (?:belum|tidak)\ ada\ (?:jawaban|yang\ tahu|datanya|aturannya|informasi) | kurang\ tahu
        | tidak\ tahu | entah | masih\ menunggu | (?:tahu|paham)\ (?:saya\ )?belum
      | (?:perlu|harus|mesti)\ (?:\S+\ ){0,2}(?:cek|dicek|konsultasi|konsultasikan|tanya|tanyakan
        |konfirmasi|dikonfirmasi|lihat)(?:\S+)?\ (?:dulu|lagi)
      | nanti\ (?:kita|saya|kami|akan\ kami|coba)\ (?:cek|konfirmasi|tanyakan|konsultasikan|pastikan)
    )(?!\w)""",
    re.VERBOSE,
)

REPORTED = re.compile(
    r"""\b(?:(?<!dengan\ )(?<!seperti\ )(?<!kayak\ )(?:minggu|bulan|tahun|rapat|pertemuan|waktu|periode
        |kali)\ (?:yang\ )?(?:lalu|kemarin|sebelumnya|terdahulu|kemaren)
      |(?:rapat|pertemuan|waktu|periode)\ itu
      |(?<!seperti\ )(?<!kayak\ )(?<!sama\ )(?<!kemarin\ )(?<!tahun\ )(?:kemarin|kemaren)(?!\ kemarin)
      |tempo\ hari|(?<!jangan\ )(?<!nanti\ )dulu\ (?:itu|kita|kan|pernah|sudah|waktu)|waktu\ itu|dahulu
        |sebelumnya\ (?:sudah|kita)|notulen\ (?:lalu|sebelumnya)|hasil\ rapat
      |(?:sudah|telah)\ pernah|kata(?:nya)?(?!\ sepakat)|menurut\ (?:info|kabar|berita|P\d)|info(?:nya)?
        |kabarnya|(?:dia|beliau|mereka|P\d)\ bilang
      |konon|di\ (?:kabupaten|kota|provinsi|daerah|dinas|instansi|kantor|opd|kecamatan|kec|kelurahan
        |desa|sekolah|rumah\ sakit|puskesmas|bidang|unit)\ (?:sebelah|lain|tetangga)
      |pada\ (?:rapat|tahun|periode)\ (?:sebelumnya|lalu|T\d))(?!\w)""",
    re.VERBOSE,
)

BY_OTHERS = re.compile(
    r"\b(?:oleh|dari) (?:pusat|kemenpan\w*|kementerian|menteri|bupati|gubernur|P\d|pimpinan|dewan)(?!\w)"
)
"""Who else decided, right after the deciding word or in front of it."""

OF_A_RULE = re.compile(
    r"""\b(?:(?:pasal|ayat|pp|uu|permen\w*|perpres|perda|perbup|pergub|peraturan(?:nya)?|undang|edaran
      |aturan(?:nya)?|ketentuan(?:nya)?|regulasi(?:nya)?)\b
      (?:\ \S+){0,8}?\ (?:menyebutkan|menyebut|mengatur|mengatakan|berbunyi|bunyinya|menetapkan|menyatakan
        |mewajibkan|tertulis|ditetapkan|disebutkan|diatur|bilang|jelas)
      |(?:di|dalam|sesuai|menurut|berdasarkan)\ (?:\S+\ ){0,2}(?:pasal|ayat|pp|uu|permen\w*|peraturannya
        |aturannya|edaran(?:nya)?|regulasi|undang|ketentuan(?:nya)?)
      |bunyinya|disebutkan\ bahwa|tertulis\ di)(?!\w)""",
    re.VERBOSE,
)

SUPPOSES = re.compile(
    r"\b(?:kalau(?!\ (?:be)?g(?:itu|ini))(?!\ (?:sudah|semua|tidak\ ada|bisa|boleh)\b)|jika|bila"
    r"|apabila|seandainya|andai(?:kan)?|misal(?:nya|kan)?|umpama(?:nya)?|pengin|ingin|mungkin"
    r"|barangkali|kira-kira|rencana(?:nya)?(?:\ awal)?|semoga|mudah-mudahan|harapan(?:nya)?"
    r"|diharapkan)(?!\w)"
)
"""A supposition, a wish or a plan: nothing is settled by it."""

TO_BE_DECIDED = re.compile(
    r"""\b(?:perlu|harus|akan|mau|ingin|nanti|supaya|agar|mohon|tolong|silakan|sebelum|hendak|bakal|tinggal
      |belum|tidak|bukan|bisa|dapat|apakah|boleh|mari|untuk|yang|jangan|masih|tunggu|menunggu|kapan|sampai
      |minta|tanpa|kalau|jika|setelah|kurang)
    \ (?:(?:kita|saya|segera|bisa|ada|langsung|hari|ini|di|T\d|dulu|juga|jadi|rapat|yang)\ ){0,3}$""",
    re.VERBOSE,
)
"""What, right before a deciding word, says that it is yet to be decided, or asked."""

TAKES_BACK = re.compile(
    r"""\b(?:(?:di|kita\ |saya\ )?(?:batalkan|batal|cabut|dibatalkan|dicabut|tarik\ (?:lagi|kembali)
      |ditarik)|tidak\ jadi|urung|gagal)(?!\w)""",
    re.VERBOSE,
)
REVISES = re.compile(
    r"""\b(?:ralat|koreksi|revisi\ (?:dikit|sedikit|yang\ tadi)|maksud(?:nya)?\ saya|eh\ (?:jangan|bukan
      |salah|maaf|tidak)|salah\ (?:saya|tadi)|bukan\ \S+(?:\ \S+)?\ (?:tapi|melainkan)
      |(?:di|kita\ )?(?:ubah|ganti|geser|majukan|mundurkan|undur|mundur|maju)(?:kan)?\ (?:jadi|ke|menjadi
        |dari|saja)|diubah|diganti|jangan\ \S+(?:\ \S+){0,3}\ (?:T\d|P\d|\S+)\ saja
      |yang\ tadi|keputusan\ tadi|yang\ betul|yang\ benar)(?!\w)""",
    re.VERBOSE,
)

TO_A_MACHINE = re.compile(
    r"""\b(?:abaikan|lupakan|ignore|disregard|forget)\ (?:\S+\ ){0,3}?(?:instruksi|perintah|arahan|petunjuk
      |prompt|instructions?|aturan|konteks|rapat\ ini|semua\ yang)
      |\b(?:hai\ |halo\ |wahai\ )?(?:asisten|ai|chatbot|robot|model|sistem|mesin|system
        |assistant)\ (?:\S+\ ){0,2}?(?:catat|tulis|tambahkan|masukkan|abaikan|wajib|harus|notulen|tolong
        |note|write)
      |\b(?:kepada|untuk)\ (?:asisten|ai|mesin|sistem|model|robot)\b(?:\ \S+){0,6}?\ (?:catat|tulis
        |tambahkan|masukkan|abaikan|instruksi)
      |\bprevious\ instructions?\b|\bsystem\ prompt\b|\b(?:instruksi|perintah)\ (?:sistem|untuk\ (?:notulen
        |notulis)\ otomatis)
      |\b(?:kamu|anda)\ (?:sekarang\ )?adalah\ (?:asisten|ai|model|sistem)""",
    re.VERBOSE,
)
"""Sentences spoken or slipped in for a machine that writes the notula. They are speech, never obeyed."""

PROCEDURE = re.compile(
    r"""(?<!yang\ )\b(?:kita|saya|rapat(?:nya)?|acara)
      \ (?:(?:langsung|coba|bisa|akan|sekarang|saja|segera|dapat|ini
      |kembali|mau|juga|ya|dulu|lanjut|sudah)\ ){0,2}
      (?:mulai|buka|tutup|lanjut(?:kan)?|masuk|bahas|dengar(?:kan)?|lihat|kembali|break|istirahat|skors
        |akhiri|cukupkan|simak|mulakan|beralih|pindah|ke\ agenda|bicara(?:kan)?|omong|diskusi(?:kan)?
        |sampai\ (?:di\ )?sini)(?:\ (?:saja|ya|dulu|lagi|semua|P\d|rapatnya|rapat|acaranya|ke\ \S+
        |soal\ \S+|dengan\ \S+|agenda\ \S+|yang\ \S+|dari\ \S+|satu\ \S+))*(?!\w)""",
    re.VERBOSE,
)

ASKS = re.compile(
    r"^(?:(?:nah|oke|terus|lalu|jadi|tapi|eh|baik|izin|maaf|bapak|ibu|P\d|ini|itu|mohon|bertanya|tanya"
    r"|pertanyaan(?:nya)?|saya|mau)\ )*(?:apa(?:kah)?|bagaimana(?:kah)?|siapa(?:kah)?|kapan(?:kah)?"
    r"|berapa(?:kah)?|kenapa|mengapa|di\ ?mana(?:kah)?|ke\ ?mana|bisakah|bolehkah|adakah|perlukah"
    r"|haruskah|mana|gimana)(?!\w)"
)
INTERROGATIVE = re.compile(
    r"\b(?:apa(?:kah)?|bagaimana|siapa|kapan|berapa|kenapa|mengapa|mana|dimana|kemana|bisakah|bolehkah"
    r"|adakah|ngapain)(?!\w)"
)
CONFIRMS = re.compile(
    r"(?:\b(?:ya|kan|setuju|sepakat|betul|oke|deal|fix|sah|toh)(?:\ (?:semua|P\d|bapak|ibu|ya|tidak))*)$"
)
"""A question that only asks for assent: "tanggal 12 ya?"."""


FORBIDS = re.compile(
    r"\b(?:tidak (?:usah|perlu|boleh)|jangan(?! (?:sampai|lupa|khawatir|dulu|begitu|gitu)))(?!\w)"
)
"""What is not to be done."""
_NUMBER = r"(?:\d\S*|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|seratus|seribu)"
COUNTS = re.compile(
    rf"\b(?:jadi|cukup|maksimal|minimal|paling banyak) {_NUMBER}"
    rf"|^(?:(?:ya|oke) )?{_NUMBER}\b.*\b(?:per|sehari|setiap|tiap|saja)\b"
)
"""A number that something is to have: "jadi empat angkatan", "delapan puluh sehari"."""
ALL = re.compile(r"\bsemua$|\bpakai\b")
"""What holds for all, or what is to be used."""
