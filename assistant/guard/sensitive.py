"""Questions that a person has to answer: somebody's own case, a report, somebody in need.

Only the matter of the one who asks counts. A question about the rule ("apa hukuman bagi PNS yang …",
"bagaimana prosedur banding …") goes on, though it has the same words.
"""

import re
from enum import StrEnum

from assistant.guard.injection_view import view
from assistant.lexicon import lexicon


class Matter(StrEnum):
    """What a person has to deal with. The value is its name in the settings."""

    CRISIS = "krisis"
    HARASSMENT = "pelecehan"
    CORRUPTION = "korupsi"
    DISCIPLINE = "disiplin"
    DISPUTE = "sengketa"


_I = r"(?:saya|sya|sy|aku|ak|gue|gua|gw|gwe|kami)"
_DEED = (
    r"(?:lecehkan|melecehkan|dilecehkan|pelecehan|meraba\w*|diraba\w*|mencium|dicium|menyentuh"
    r"|memegang-megang|memegang\s+(?:paha|tubuh|badan|dada|pantat)|disentuh|diperkosa|memperkosa"
    r"|pemerkosaan|perkosaan|dicabuli|kdrt|kekerasan|memukul\w*|dipukul\w*|menampar|ditampar|ditendang"
    r"|menganiaya|dianiaya|penganiayaan|diancam|mengancam|ancaman"
    r"|di-?bully|dibuli|membully|mem-bully|bullying|perundungan|dirundung|merundung|diintimidasi"
    r"|mengintimidasi|intimidasi|diteror|meneror|dipaksa\s+(?:tidur|berhubungan|melayani)|dikuntit"
    r"|menguntit|digrepe|grepe|memeluk(?!\s+agama)|dipeluk|dipegang-pegang|pegang-pegang|dicolek|mencolek"
    r"|digoda|menggoda"
    r"|dibentak\w*|membentak\w*|dimaki\w*|memaki\w*|dihina|menghina|dikucilkan|mengucilkan|dipermalukan"
    r"|mempermalukan"
    r"|diludahi|meludahi|dilempar\w*|ditonjok|menonjok|dikeroyok|mengeroyok|dijambak|menjambak|disiksa"
    r"|menyiksa"
    r"|(?:di|me)?ngajak\s+(?:\w+\s+)?(?:tidur|ngamar|ke\s+hotel|check\s?-?in|berhubungan)"
    r"|(?:diajak|mengajak|ajak|dirayu|merayu)\s+(?:\w+\s+)?(?:tidur|ngamar|ke\s+hotel|check\s?-?in"
    r"|berhubungan"
    r"|staycation))"
)
_CRISIS = re.compile(
    r"\b(?:ingin|mau|pengen|pengin|pingin|mending|lebih\s+baik|kepikiran|terpikir|memikirkan|berpikir"
    r"|berniat|niat|rencana|berencana|hendak|akan|coba|mencoba|sempat|terlintas)\s+(?:\w+\s+){0,2}?"
    r"(?:bunuh\s+diri|mati|mengakhiri\s+(?:hidup|semua)\w*|akhiri\s+(?:hidup|semua)\w*|menyakiti\s+diri"
    r"|melukai\s+diri|gantung\s+diri|(?:lompat|loncat|terjun)\s+dari\s+(?:gedung|lantai|jembatan|atap)"
    r"|(?:minum|menenggak)\s+(?:racun|baygon)|lenyap\s+dari\s+dunia)"
    rf"|\b(?:tidak|nggak|gak|ga|enggak|tak|sudah\s+tidak)\s+(?:ingin|mau|sanggup|kuat|pengen"
    rf"|ada\s+gunanya)\s+(?:lagi\s+)?(?:untuk\s+)?(?:hidup|melanjutkan\s+hidup)\b"
    rf"|\b(?:buat|untuk)\s+apa\s+(?:lagi\s+)?(?:{_I}\s+)?hidup\b"
    rf"|\b(?:tidak|nggak|gak|ga|tak)\s+(?:ada|punya)\s+alasan\s+(?:lagi\s+)?(?:untuk\s+|buat\s+)?hidup\b"
    rf"|\b(?:menyerah|putus\s+asa)\s+(?:\w+\s+){{0,2}}?hidup\b"
    rf"|\b(?:ingin|pengen|pengin|mau)\s+(?:\w+\s+)?(?:menghilang|ngilang|hilang)\s+(?:\w+\s+)?(?:selamanya|dari\s+dunia)\b|\b(?:tidak|nggak|gak|ga)\s+(?:ingin|mau"
    rf"|pengen)\s+bangun\s+lagi\b"
    rf"|\bkalau\s+{_I}\s+(?:mati|tiada|tidak\s+ada)\s+(?:mungkin\s+)?(?:semua|masalah|lebih)\b"
    rf"|\bakhiri\s+hidup\b"
    rf"|\b(?:capek|lelah|muak|bosan|cape)\s+(?:\w+\s+)?hidup\b"
    rf"|\bhidup\s+{_I}\s+(?:sudah\s+)?(?:tidak\s+ada\s+(?:gunanya|artinya)|tak\s+berarti|percuma|sia-sia)"
    rf"|\b{_I}\s+(?:\w+\s+){{0,3}}?bunuh\s+diri\b|\bsudah\s+tidak\s+(?:tahan|kuat)\s+(?:lagi\s+)?hidup\b"
    rf"|\b{_I}\s+(?:\w+\s+)?(?:menyakiti|melukai)\s+diri\b"
)
_LEWD = (
    r"(?:mesum|cabul|porno\w*|telanjang|bugil|tak\s+senonoh|tidak\s+senonoh|jorok|vulgar"
    r"|(?<!pelecehan )(?<!kekerasan )seksual)"
)
_SENT = (
    r"(?:kirim\w*|ngirim\w*|mengirim\w*|dikirim\w*|chat\w*|nge-?chat\w*|wa|whatsapp|dm|sms|komentar\w*"
    r"|pesan\w*|foto\w*"
    r"|video\w*|minta\w*|meminta\w*)"
)
_LEWD_TO_ME = re.compile(
    rf"\b{_SENT}\b[^.?!]{{0,40}}\b{_I}\b[^.?!]{{0,40}}\b{_LEWD}\b"
    rf"|\b{_I}\b[^.?!]{{0,60}}\b{_SENT}\b[^.?!]{{0,40}}\b{_LEWD}\b"
    rf"|\b{_SENT}\b[^.?!]{{0,40}}\b{_LEWD}\b[^.?!]{{0,40}}\b(?:ke|kepada|sama|pada)\s+{_I}\b"
)
_ACCUSED = re.compile(
    rf"\b{_I}\s+(?:\w+\s+){{0,2}}?(?:dituduh|dilaporkan|diadukan|dituding|disangka|difitnah|ketahuan"
    rf"|kepergok|terbukti"
    r"|diperiksa\s+karena|dilaporin|dikira|terlanjur|khilaf)\b"
)
"""The one who asks is said to have done it."""
_HARASSMENT = re.compile(
    rf"\b{_I}\s+(?:\w+\s+){{0,4}}?(?:{_DEED})"
    rf"|\b{_I}\s+(?:\w+\s+){{0,3}}?korban\s+(?:\w+\s+)?(?:{_DEED})"
    rf"|\b(?:atasan|rekan(?:\s+kerja)?|teman(?:\s+kerja|\s+kantor)?|bos|kepala\s+\w+|pimpinan|senior"
    rf"|suami|istri|kabid|kadis|kepala|sekretaris\w*|camat|lurah"
    rf"|guru)\s+(?:kantor\s+)?{_I}\s+(?:\w+\s+){{0,5}}?(?:{_DEED})"
    rf"|\b(?:{_DEED})\s+(?:\w+\s+){{0,3}}?(?:oleh\s+)?(?:atasan|rekan|teman|bos|pimpinan|senior|suami"
    rf"|istri|kepala\s+\w+)\s+(?:kerja\s+|kantor\s+)?{_I}\b"
    rf"|\b(?:{_DEED})\s+{_I}\b|\b(?:melaporkan|lapor|mengadukan"
    rf"|laporkan)\s+(?:\w+\s+){{0,2}}?(?:{_DEED})\s+(?:\w+\s+){{0,4}}?(?:{_I}|di\s+kantor\s+{_I})"
)
_GRAFT = (
    r"(?:korupsi|mengorupsi|dikorupsi|suap|menyuap|disuap|menerima\s+suap|pungli|pungutan\s+liar"
    r"|gratifikasi|setoran|setor\s+uang|menyetor\s+uang|uang\s+pelicin|mark\s?up|fiktif|penggelapan"
    r"|menggelapkan|kickback"
    r"|jual\s?beli\s+jabatan|bayar\s+(?:untuk\s+)?jabatan|memotong\s+(?:honor|tpp|gaji|dana|tunjangan"
    r"|anggaran)|dipotong\s+(?:oleh\s+)?(?:atasan|bendahara|kepala)|menyalahgunakan\s+(?:uang|dana"
    r"|anggaran|wewenang|jabatan)|nepotisme|uang\s+damai|fee\s+proyek|(?:di|me)?sunat|menyunat|disunat"
    r"|menilep|ditilep|nilep|diembat|mengembat|ngembat"
    r"|dikorup\w*|manipulasi\w*|memanipulasi|spj\s+palsu|(?:nota|kuitansi|kwitansi|stempel"
    r"|laporan)\s+palsu|upeti"
    r"|jatah\s+preman|uang\s+(?:rokok|pelancar|terima\s+kasih|pangkal)|titip\s+nama|siluman|diselewengkan"
    r"|menyelewengkan|memeras|diperas|pemerasan)"
)
_OTHERS = (
    r"(?:atasan|rekan|teman|bos|pimpinan|bendahara|kepala\s+\w+(?:\s+\w+)?|kabid|kadis|kabag|sekda"
    r"|pejabat|oknum|camat|lurah|ppk)"
)
_MONEY = (
    r"(?:uang|duit|setoran|setor|jatah|fee|bayaran|imbalan|transferan|transfer|upeti|pelicin|komisi"
    r"|sogokan|suap|bayar|juta"
    r"|amplop|persen)"
)
_DEMAND = (
    r"(?:minta\w*|meminta|menagih|nagih|memalak|malak|menarik|narik|memungut|mungut|mematok|matok|memaksa"
    r"|maksa|menuntut"
    r"|menawari|nawarin|menjanjikan|mematikan)"
)
_DEMANDED = re.compile(
    rf"\b{_OTHERS}\b[^.?!]{{0,50}}\b{_DEMAND}\b[^.?!]{{0,40}}\b{_MONEY}\b[^.?!]{{0,60}}\b{_I}\b"
    rf"|\b{_OTHERS}\b[^.?!]{{0,50}}\b{_DEMAND}\s+{_I}\b[^.?!]{{0,40}}\b{_MONEY}\b"
    rf"|\b{_I}\b[^.?!]{{0,30}}\b(?:dimintai?n?|dimintain|ditagih|dipalak|diperas|dipaksa|disuruh|ditawari"
    rf"|diharuskan|diwajibkan)\b"
    rf"[^.?!]{{0,40}}\b{_MONEY}\b[^.?!]{{0,60}}\b(?:supaya|agar|biar|buat|kalau\s+mau|untuk\s+(?:naik"
    rf"|lolos|lulus|mutasi"
    rf"|sk|jabatan)|oleh|sama|dari)\b"
)
_LAWFUL = re.compile(
    r"\b(?:iuran|korpri|taspen|pajak|pph|zakat|infak|bpjs|koperasi|arisan|simpanan|cicilan)\b"
)
_PLAIN_GRAFT = re.compile(
    r"\b(?:\w*korup\w*|\w*suap|pungli|fiktif|\w*gelap\w*|pelicin|\w*sunat|\w*tilep|sogok\w*)\b"
)
"""Money that is owed is no graft, unless the word for graft is said."""
_CORRUPTION = re.compile(
    rf"\b{_I}\s+(?:\w+\s+)?(?:ingin|mau|hendak|akan|berniat|perlu)\s+(?:\w+\s+)?(?:melaporkan|lapor"
    rf"|mengadukan|membongkar|melapor|laporkan)\s+(?:\w+\s+){{0,6}}?(?:{_GRAFT}|kecurangan|penyimpangan"
    rf"|penyelewengan|{_OTHERS}\s+{_I})"
    rf"|\b{_OTHERS}\s+(?:kantor\s+|kerja\s+)?(?:{_I}|di\s+(?:kantor|dinas|instansi|sekolah"
    rf"|tempat\s+kerja|bagian|unit)\s*(?:kerja\s+)?{_I}?)\s+(?:\w+\s+){{0,5}}?{_GRAFT}"
    rf"|\b{_I}\s+(?:\w+\s+){{0,3}}?(?:tahu|mengetahui|melihat|punya\s+bukti|menemukan|memiliki\s+bukti"
    rf"|saksi|menyaksikan|curiga|mencurigai|menduga)\s+(?:\w+\s+){{0,5}}?{_GRAFT}"
    rf"|\b{_I}\s+(?:\w+\s+)?(?:diminta|dipaksa|disuruh|dimintai|dipalak)\s+(?:\w+\s+){{0,4}}?(?:setor"
    rf"|setoran|menyetor|membayar|bayar|menyuap|uang|tanda\s*tangan\w*\s+\w+\s+fiktif|memalsukan"
    rf"|menandatangani\s+\w+\s+fiktif|spj\s+fiktif|{_GRAFT})"
    rf"|\bada\s+{_GRAFT}\s+(?:\w+\s+){{0,3}}?di\s+(?:kantor|dinas|instansi|sekolah|tempat|bagian|unit"
    rf"|puskesmas)\s*(?:kerja\s+)?(?:{_I})?"
    rf"|\b(?:kantor|dinas|instansi|sekolah|puskesmas)\s+{_I}\s+(?:\w+\s+){{0,3}}?{_GRAFT}"
    rf"|\bwhistle\s?blow\w*\b(?=[^.?]*\b{_I}\b)|\b{_I}\b[^.?]*\bwhistle\s?blow\w*\b"
)
_CASE = (
    r"(?:dituduh|tertuduh|dituding|difitnah|disangka|dilaporkan|diadukan"
    r"|dipanggil\s+(?:untuk\s+)?(?:diperiksa|inspektorat|tim|bkd|atasan|bkpsdm|klarifikasi)|diperiksa"
    r"|disidang|dijatuhi|dihukum|disanksi|diskors|dinonaktifkan|dipecat|diberhentikan"
    r"|dibebastugaskan|diturunkan\s+(?:pangkat|jabatan)|kena\s+(?:hukuman|sanksi|hukdis|sp)"
    r"|terkena\s+(?:hukuman|sanksi|hukdis)|mendapat\s+(?:hukuman|sanksi|teguran|hukdis|sp)|ketahuan"
    r"|kepergok|tertangkap|terjerat|tersangkut|tersandung"
    r"|tersangka|terdakwa|terpidana|selingkuh|terbukti|bolos"
    r"|tidak\s+masuk\s+(?:kerja\s+)?(?:selama\s+)?\d+\s+hari|mangkir|memalsukan|menikah\s+siri"
    r"|menikah\s+lagi|melanggar|positif\s+narkoba|memakai\s+narkoba)"
)
_AGAINST_ME = (
    r"(?:menjatuhi|menjatuhkan|menghukum|memecat|menskors|menurunkan|menonaktifkan|memberhentikan|mencopot"
    r"|menuduh|memfitnah"
    r"|melaporkan|membebastugaskan|menyanksi|mengadukan|mempersalahkan|menyalahkan)"
)
_HEARING = r"(?:sidang|pemeriksaan|diperiksa|bap|kasus|perkara|hukuman|hukdis|sanksi|pelanggaran|kode\s+etik)"
_OWN_CASE = re.compile(
    rf"\b{_AGAINST_ME}\s+{_I}\b|\bnasib\s+{_I}\b[^.?!]{{0,60}}\b{_HEARING}\b"
    rf"|\b{_HEARING}\b[^.?!]{{0,60}}\bnasib\s+{_I}\b|"
    rf"\b{_I}\s+(?:\w+\s+){{0,4}}?{_CASE}\b|\b{_CASE}\s+(?:\w+\s+)?{_I}\b|\b(?:kasus|perkara|pelanggaran"
    rf"|pemeriksaan|hukuman|hukdis|sanksi|sidang|lhp|bap)\s+(?:\w+\s+)?{_I}\b"
)
_SUMMONED = re.compile(
    rf"\b{_I}\s+(?:\w+\s+){{0,4}}?(?:dipanggil|panggilan|pemanggilan)\b"
    rf"[^.?!]{{0,60}}\b(?:{_HEARING}|inspektorat|disiplin|klarifikasi)\b"
)
_JUDGE = re.compile(
    rf"\b(?:apa(?:kah)?|apa)\s+{_I}\s+(?:\w+\s+){{0,3}}?(?:dipecat|diberhentikan|dihukum|disanksi"
    rf"|bersalah|kena|terkena|dijatuhi|dikenai|dikenakan|selamat|diturunkan|melanggar|dipenjara|aman"
    rf"|dibebaskan|dinonaktifkan|layak|pantas|lolos)\b"
    rf"|\b(?:hukuman|sanksi|hukdis)\s+(?:\w+\s+)?(?:apa|seberat\s+apa"
    rf"|nya\s+apa)\s+(?:yang\s+)?(?:akan\s+|bakal\s+|bisa\s+)?{_I}\b|\bapa\s+(?:hukuman|sanksi"
    rf"|hukdis)(?:nya)?\s+(?:untuk\s+|bagi\s+|buat\s+)?{_I}\b"
    rf"|\bnasib\s+{_I}\b|\b{_I}\s+(?:\w+\s+)?(?:bakal|akan|bisa|pasti|harus)\s+(?:dipecat|diberhentikan"
    rf"|dihukum|disanksi|kena|diturunkan|dinonaktifkan)\b"
    rf"|\b(?:adil|pantas|wajar|sah|tepat|benar|layak|berlebihan"
    rf"|terlalu\s+berat)(?:kah)?\s+(?:\w+\s+){{0,2}}?(?:hukuman|sanksi|keputusan|tindakan|pemecatan"
    rf"|pemberhentian|bagi\s+{_I}|untuk\s+{_I}|buat\s+{_I})|\b(?:hukuman|sanksi|keputusan|pemecatan"
    rf"|pemberhentian)\s+(?:\w+\s+){{0,4}}?(?:adil|pantas|wajar|terlalu\s+berat|berlebihan|sah)\b"
    rf"|\bsiapa\s+yang\s+(?:benar|salah)\b|\b(?:bersalah|salah)(?:kah)?\s+{_I}\b"
    rf"|\b{_I}\s+(?:tidak\s+)?(?:bersalah|salah)\b|\b{_I}\s+(?:yakin\s+)?tidak\s+melakukan"
    rf"|\btolong\s+(?:bantu|bela|selamatkan)\s+{_I}\b|\b(?:bagaimana|gimana)\s+(?:menurut|pendapat)\b"
    rf"|\b(?:peluang|kans)\s+{_I}\b|\b(?:takut|khawatir|terancam|cemas)\s+(?:\w+\s+){{0,2}}?(?:dipecat"
    rf"|diberhentikan|dihukum"
    rf"|kena|diturunkan|dicopot)\b|\b{_I}\s+(?:\w+\s+){{0,2}}?(?:bakal|bakalan|mungkin"
    rf"|masih\s+bisa)\s+(?:\w+\s+){{0,2}}?(?:dipecat"
    rf"|diberhentikan|selamat|lolos|dihukum|dicopot|bebas)\b|\bkeputusan\s+(?:itu|ini"
    rf"|tersebut)\s+(?:\w+\s+)?(?:adil|sah|benar)\b"
    rf"|\bdipecat\s+(?:nggak|gak|ga|engga|kah|tidak)\b|\bbagaimana\s+(?:ini|nih|dong)\b|\bgimana\s+(?:ini"
    rf"|nih|dong)\b"
    rf"|\bkemungkinan\s+{_I}\b|\bseberapa\s+besar\s+kemungkinan\b"
    rf"|\bkena\s+(?:hukuman|sanksi|hukdis)\s+(?:apa|berat|sedang|ringan)\b|\b(?:dipecat|diberhentikan"
    rf"|dihukum)\s+(?:nggak|gak|ga|tidak|kah|ya)\b|\b(?:harus|mesti)\s+(?:bagaimana|gimana|apa)\b"
    rf"|\bapa\s+yang\s+(?:harus|bisa|sebaiknya)\s+{_I}\s+(?:lakukan|perbuat)\b|\btolong\b"
)
_PROCEDURE = re.compile(
    r"\b(?:prosedur|tata\s+cara|bagaimana\s+cara|cara\s+(?:mengajukan|banding)|berapa\s+lama"
    r"|berapa\s+hari|batas\s+waktu(?:nya)?|tenggat|jangka\s+waktu|syarat|persyaratan|dasar\s+hukum|dokumen"
    r"|formulir|hak\s+apa|apa\s+hak"
    r"|ke\s*mana|kemana|kapan|tahapan|alur|mekanisme|pasal|aturan(?:nya)?|ketentuan"
    r"|siapa\s+yang\s+berwenang|banding\s+administratif|keberatan)\b"
)
_SUPPOSING = re.compile(r"\b(?:kalau|jika|bila|apabila|seandainya|misalnya|andai|andaikan|umpama|semisal)\b")
_DISPUTE = re.compile(
    rf"\b(?:menuntut|menggugat|mensomasi|memolisikan|mempolisikan|memperkarakan|mempidanakan|nuntut"
    rf"|gugat)\s+{_I}\b(?!\s+cerai)"
    rf"|\bmelaporkan\s+{_I}\s+(?:ke|di|kepada)\s+(?:polisi|polres|polsek|polda|kejaksaan|pengadilan"
    rf"|bareskrim)\b|"
    rf"\b{_I}\s+(?:\w+\s+){{0,3}}?(?:menggugat|gugat|digugat|menuntut|dituntut|mensomasi|disomasi"
    rf"|mempidanakan|dipolisikan|memperkarakan|berperkara|bersengketa|dilaporkan\s+ke\s+(?:polisi|polres"
    rf"|polsek|polda))\b"
    rf"|\b(?:gugatan|sengketa|perkara|tuntutan|somasi|kasus"
    rf"|banding)\s+(?:\w+\s+){{0,2}}?{_I}\s+(?:\w+\s+){{0,3}}?(?:di\s+)?(?:ptun|pengadilan|polisi"
    rf"|kejaksaan|bpasn|menang|kalah|dikabulkan|ditolak|mahkamah)\b"
    rf"|\bapakah\s+(?:gugatan|banding|keberatan|tuntutan)\s+{_I}\b"
)
_DIVORCE = re.compile(r"\b(?:cerai|bercerai|perceraian|menceraikan|diceraikan|waris)\b")


def sensitive(question: str) -> Matter | None:
    """The matter of a question that a person has to answer; None for every other one."""
    said = " ".join(lexicon().standardise(view(question).text).split())
    if _CRISIS.search(said):
        return Matter.CRISIS
    supposing = _SUPPOSING.search(said) is not None
    if not supposing and not _ACCUSED.search(said) and (_HARASSMENT.search(said) or _LEWD_TO_ME.search(said)):
        return Matter.HARASSMENT
    owed = _LAWFUL.search(said) is not None and not _PLAIN_GRAFT.search(said)
    if not (supposing or owed) and (_CORRUPTION.search(said) or _DEMANDED.search(said)):
        return Matter.CORRUPTION
    if _DIVORCE.search(said):
        return None
    asks_procedure = _PROCEDURE.search(said) is not None
    if not asks_procedure and _DISPUTE.search(said):
        return Matter.DISPUTE
    own, judge = _OWN_CASE.search(said), _JUDGE.search(said)
    if own and (judge or not ("?" in question or asks_procedure)) and not (supposing or asks_procedure):
        return Matter.DISCIPLINE
    return None


def asks_procedure(question: str) -> bool:
    """Whether the question asks how, where or until when something is done: a rule can answer that."""
    said = " ".join(lexicon().standardise(view(question).text).split())
    return _PROCEDURE.search(said) is not None


def own_case(text: str) -> bool:
    """Whether somebody tells of proceedings against themselves, though they ask for the procedure alone."""
    said = " ".join(lexicon().standardise(view(text).text).split())
    told = _OWN_CASE.search(said) or _SUMMONED.search(said)
    return told is not None and _SUPPOSING.search(said) is None
