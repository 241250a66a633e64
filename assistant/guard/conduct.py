"""Abuse, and talk that is no question for a personnel office."""

import re
from enum import StrEnum
from functools import cache

from assistant.guard.injection_view import unleeted, view
from assistant.guard.words import word_list
from assistant.lexicon import lexicon


class Conduct(StrEnum):
    """How somebody speaks to the service."""

    ABUSE = "kasar"
    THREAT = "ancaman"
    GREETING = "sapaan"
    THANKS = "terima-kasih"
    IDENTITY = "siapa-kamu"
    OFF_TOPIC = "di-luar-layanan"


_ADDRESSED = (
    r"(?:kamu|kau|lu|lo|loe|elu|elo|kalian|anda|admin|bot|robot|asisten|kowe|koe|ente|dasar|pemerintah"
    r"|bkd|bkn|bkpsdm)"
)
_SPOKEN_OF = re.compile(
    r"\b(?:kata|kata-kata|kalimat|ucapan|umpatan|makian|istilah|memaki|dimaki|maki|mengatai|dikatai"
    r"|ngatain|dikatain|menyebut"
    r"|disebut|memanggil|dipanggil|berkata|bilang|dibilang|mengucapkan|menghina|dihina|hinaan|mengumpat"
    r"|berteriak|diteriaki"
    r"|meneriaki|ujaran|melontarkan)\b"
)
_ANIMALS = re.compile(
    r"\b(?:pelacak|pawang|gigit|digigit|gigitan|rabies|ternak|peternak\w*|daging|flu|vaksin\w*"
    r"|dokter\s+hewan|veteriner|satwa|k9|k-9"
    r"|\w*elihara\w*|kandang|liar|hewan)\b"
)
_THREAT = re.compile(
    rf"\b(?:saya|aku|gue|gua|kami|tak|ku)\s?(?:akan\s+|bakal\s+|mau\s+|pasti\s+)?(?:bunuh|habisi|hajar"
    rf"|bacok|tembak|bakar|bom|gorok|santet|tusuk|hancurkan"
    rf"|bantai|culik|sikat|gampar|tonjok|gebuk|cekik|injak|ratakan|ledakkan)(?:in|kan"
    rf"|i)?\s+(?:{_ADDRESSED}|kantor\w*|rumah\w*|keluarga\w*|gedung\w*)\b"
    r"|\bawas\s+(?:kamu|kau|lu|lo|kalian|ya\s+kamu|loe)\b|\b(?:mati|mampus|modar)\s+(?:kau|kamu|lu|lo"
    r"|loe|aja|saja|sana)\b"
    r"|\bku(?:bunuh|hajar|bacok|bakar|tembak|habisi)\b|\b(?:kamu|kau|lu|lo|kalian)\s+(?:akan|bakal"
    r"|pasti)\s+(?:mati|mampus|menyesal|saya\s+bunuh|habis)\b"
    r"|\bbawa(?:in|kan)?\s+(?:\w+\s+)?(?:parang|golok|celurit|clurit|pisau|bensin|bom"
    r"|senjata)\s+(?:\w+\s+){0,2}?ke\b"
    r"|\btunggu\s+(?:saja\s+|aja\s+)?(?:pembalasan|giliran|kalian\b|kau\b)"
    r"|\b(?:kamu|kau|lu|lo|kalian)\s+(?:tidak|nggak|gak|ga|tak)\s+(?:akan|bakal|bakalan)\s+selamat\b"
    r"|\b(?:tidur|ngamar)\s+(?:sama|dengan|bareng)\s+(?:aku|gue|saya)\b|\b(?:kirim|minta"
    r"|liat)\w*\s+(?:foto|gambar|video)\s+(?:bugil|telanjang|seksi|porno|payudara)\b"
)
_GREETING = re.compile(
    r"(?:ha?lo+|hai+|hei|hey|hi|hello|p|ping|tes+|test|testing|coba|permisi|punten|misi"
    r"|assalamu|alaikum|assalamualaikum|wr|wb|warahmatullahi|wabarakatuh"
    r"|salam|selamat|met|pagi|siang|sore|malam|apa|kabar\w*|gimana|bagaimana|sehat|semua\w*|om"
    r"|swastiastu|shalom|rahayu|sejahtera|namo|buddhaya"
    r"|min|admin|kak|kakak|bapak|ibu|pak|bu|mas|mbak|bos|gan|sis|bro|dong|ya|nih|ada|orang|yang|online"
    r"|cek|wkwk\w*|haha\w*|hehe\w*|hihi\w*|xixi\w*"
    r"|hari|ini|hadir|kenalan|bot|tanya|asn|untuk|kita)"
)
_THANKS = re.compile(
    r"(?:oke?|ok|okay|baik|siap|sip|mantap|mantul|keren|bagus|terima|kasih|terimakasih|makasih|makasi|trims"
    r"|tengkyu|thanks?|thank|you|thx|tks|nuhun|suwun|matur|banyak|atas|informasi\w*|info\w*"
    r"|jawaban\w*|bantuan\w*|penjelasan\w*|sangat|membantu|jelas|sudah|paham|mengerti|ya|yaa+|min|admin"
    r"|kak|kakak|bapak|ibu|pak|bu|mas|mbak|nya|sekali|sama|lagi|dong|deh|sampai|jumpa"
    r"|dadah|bye|selamat|tinggal|semoga|sukses|selalu|sehat)"
)
"""Words that make up a greeting or thanks and nothing else: a question has another word."""
_IDENTITY = re.compile(
    r"\b(?:siapa(?:kah)?\s+(?:nama\s*)?(?:kamu|anda|kau|mu|lo|lu|yang\s+(?:buat|bikin|membuat"
    r"|menciptakan)\s+(?:kamu|anda|mu|lo|lu))|(?:kamu|anda|lo|lu|kau)\s+(?:itu\s+|ini\s+)?(?:siapa|robot"
    r"|bot|manusia|ai|mesin|orang|"
    r"chatgpt|cowok|cewek|asisten|punya\s+(?:pacar|perasaan|nama)|bisa\s+apa|umur\w*)|nama\s*(?:kamu|mu"
    r"|anda|lo|lu)\s+siapa|apa\s+(?:nama|hobi|zodiak)\s?(?:kamu|mu|anda)"
    r"|(?:kamu|anda)\s+(?:dibuat|diciptakan)|(?:apakah\s+)?(?:ini|aku|saya)\s+(?:sedang\s+)?(?:bicara"
    r"|chat|ngobrol|berbicara|chatting)\s+(?:dengan|sama)\s+(?:robot|bot|manusia|orang|ai|mesin)"
    r"|kamu\s+(?:sayang|cinta|suka|mau)\b|ngobrol\s+(?:yuk|dong|sama)|temani\s+(?:aku|saya)|(?:aku"
    r"|saya)\s+(?:bosan|gabut|kesepian|bete)\b|i\s+love\s+you|pacaran\s+yuk)"
)
_OFF_TOPIC = re.compile(
    r"\b(?:pantun|puisi|cerpen|dongeng|lelucon|humor|tebak-?tebakan|teka-?teki|lirik|lagu|nyanyi\w*"
    r"|drakor|anime|mobile\s+legends?|skor|sepak\s?bola|cuaca"
    r"|resep|masak\w*|rendang|nasi\s+goreng|kue|diet|kurus|jerawat|skincare|horoskop|zodiak|ramal\w*"
    r"|harga\s+(?:emas|beras|cabai|hp|bbm)"
    r""
    r"|pantai|liburan\s+ke|terjemah\w*|translate|bahasa\s+(?:inggris"
    r"|jepang|korea|arab)|python|javascript|kode\s+program|coding|html|excel|rumus|integral|persamaan"
    r"|matematika|akar\s+kuadrat|fisika|kimia"
    r"|ibu\s?kota\s+(?:negara\s+)?\w+"
    r"|pacar|jodoh|gebetan|mantan|mimpi|kucing|anjing"
    r"|hp\s+(?:android|iphone|saya)|planet|dinosaurus|sejarah\s+dunia|sakit\s+(?:kepala|gigi|perut)"
    r""
    r"|siapa\s+(?:penemu|pencipta|pemenang|juara)|(?:perdana\s+)?menteri\s+\w+\s+(?:malaysia|inggris"
    r"|jepang|amerika|israel)"
    r"|berat\s+badan|cewek|cowok|pdkt|jomblo|basket|badminton|voli|pemain|novel|komik|sinetron|netflix"
    r"|spotify"
    r"|kuliner|bakso|soto|sambal|nasi"
    r"|kelinci|hamster|smartphone|android|iphone|windows|jarak\s+bumi|galaksi|sinonim|antonim|caption"
    r"|gitar|piano"
    r"|sinopsis|cheat|gombalan?|garing|ngegombal|chord|arti\s+nama|nama\s+bayi|trik\s+sulap|catur|sudoku"
    r"|joget"
    r"|ulang\s+tahun|kado|make-?up|rambut|uban|jampi|jimat|dukun|pelet|shio|weton)\b"
    r"|^(?:tolong\s+)?(?:hitung(?:kan)?|berapa)\s*(?:hasil\s*(?:dari\s*)?)?[0-9][0-9\s.,+*/x:^()=-]*\??$"
)
_PUBLIC = re.compile(
    r"\b(?:gempa|hujan|obat|saham|bitcoin|kripto|forex|tiket|hotel|wisata|rute|macet"
    r"|ojek|presiden|capres|pilpres|partai|artis|selebriti|youtuber|tiktok|instagram|tanaman|mobil"
    r"|motor|laptop|printer|wifi|kurs|film|game|judi|slot|lotre|togel|liga"
    r"|piala|klub|kolesterol|ikan|burung|kopi|youtube|shopee|tokopedia|lazada|restoran|kafe"
    r"|warung|konser|parfum|sepatu|matahari)\b"
)
"""Things that rules are made about as well: off topic only in talk."""
_TALK = re.compile(
    r"\b(?:hari\s+ini|besok|kemarin|semalam|malam\s+ini|minggu\s+ini|sekarang|rekomendasi\w*|murah|bagus"
    r"|terbaru|terbaik|favorit"
    r"|dong|yuk|nggak|gak|enak|ampuh|lemot|rusak|mogok|harga|jadwal|nomor|skor|juara|pemenang"
    r"|cara\s+(?:merawat|memperbaiki"
    r"|membeli|main|menang|menghilangkan)|siapa|jalan-jalan|galau|seru|nonton)\b"
)
_RULED = re.compile(
    r"\b(?:boleh(?:kah)?|bolehkan|wajib(?:kah)?|sanksi\w*|hukuman\w*|denda\w*|pidana\w*|dipidana|izin\w*"
    r"|perizinan|diizinkan"
    r"|syarat\w*|persyaratan|atur(?:an|annya)|diatur|pengaturan|ketentuan\w*|peraturan\w*|pasal|ayat|uu|pp"
    r"|perpres|permen\w*"
    r"|undang-?undang|hak|berhak|kewajiban|larangan|dilarang|melanggar|pelanggaran|berwenang|kewenangan"
    r"|wewenang"
    r"|lembaga|(?<!berat )badan|pemerintah\w*|negara|dinas|kantor\w*|instansi|menteri|bupati|gubernur"
    r"|wali\s?kota|warga"
    r"|penyelenggara\w*|pelaku\s+usaha|usaha|perusahaan|pajak|tarif|retribusi|subsidi|kompensasi|ganti\s+rugi"
    r"|sertifika\w*|sertipikat|standar|pengawasan|penetapan|ditetapkan|menurut\s+hukum|dasar\s+hukum"
    r"|jabatan|tugas|fungsi"
    r"|kode\s+etik|didaftarkan|pendaftaran|permohonan|mengajukan|masa\s+(?:jabatan|berlaku)"
    r"|paling\s+(?:lama|lambat|sedikit"
    r"|banyak)|siapa\s+yang|definisi|dimaksud|pengertian|laporan|melaporkan|bencana|perlindungan|konsumen)\b"
)
"""Words of rules: who uses them asks for one, whatever it is about."""
_MAKE = re.compile(
    r"\b(?:buat(?:kan|in)?|bikin(?:in|kan)?|tulis(?:kan|in)?|karang(?:kan)?|ceritakan"
    r"|nyanyikan)\s+(?:\w+\s+){0,2}?"
    r"(?:pantun|puisi|cerpen|dongeng|lelucon|lirik|lagu|kode|program|script|caption|gombalan)\b"
)
_QUOTED = re.compile(r"[\"“”‘'«][^\"“”’'»\n]{1,80}[\"“”’'»]")
_REPEAT = re.compile(r"(.)\1{1,}")


def conduct(question: str) -> Conduct | None:
    """How the question speaks to the service; None for an ordinary question.

    A swear word that is spoken about ("memaki dengan kata …", or in quotation marks) is no abuse.
    """
    said = view(question).text
    if _THREAT.search(said) and not _SPOKEN_OF.search(said):
        return Conduct.THREAT
    if _abuses(said):
        return Conduct.ABUSE
    bare = " ".join(said.split())
    if _all(_THANKS, bare) and re.search(
        r"kasih|makasi|thank|thx|tks|trims|tengkyu|suwun|nuhun|ok|sip|siap|paham", bare
    ):
        return Conduct.THANKS
    if _all(_GREETING, bare):
        return Conduct.GREETING
    if lexicon().in_domain(lexicon().standardise(bare)):
        return None
    if _IDENTITY.search(bare):
        return Conduct.IDENTITY
    worded = " ".join(_QUOTED.sub(" ", said).split())
    if _MAKE.search(worded):
        return Conduct.OFF_TOPIC
    off = _OFF_TOPIC.search(worded) or (_PUBLIC.search(worded) and _TALK.search(worded))
    return Conduct.OFF_TOPIC if off and not _RULED.search(bare) else None


def _all(word: re.Pattern[str], said: str) -> bool:
    """Whether it has words and every one of them is such a word."""
    found = re.findall(r"\w+", said)
    return bool(found) and all(word.fullmatch(one) for one in found)


def _abuses(said: str) -> bool:
    if _SPOKEN_OF.search(said) or _ANIMALS.search(said):
        return False
    worded = _worded(_QUOTED.sub(" ", said))
    return bool(
        re.search(rf"\b(?:{_swearing()})(?:lah|mu|nya|kau|semua)?\b", worded)
        or re.search(
            rf"\b{_ADDRESSED}\s+(?:\w+\s+)?(?:{_insults()})\b|\b(?:{_insults()})\s+{_ADDRESSED}\b", worded
        )
    )


def _worded(said: str) -> str:
    """Plain words: digits for letters, repeated letters and stars undone."""
    starred = re.sub(r"(?<=\w)[*#._-]+(?=\w)", "*", unleeted(said))
    return _REPEAT.sub(r"\1", starred)


@cache
def _swearing() -> str:
    return "|".join(_pattern(word) for word in sorted(word_list("swearing")))


@cache
def _insults() -> str:
    return "|".join(_pattern(word) for word in sorted(word_list("insults")))


def _pattern(word: str) -> str:
    """A word whose inner letters may be starred out: "anj*ng"."""
    single = _REPEAT.sub(r"\1", word)
    return single[0] + "".join(f"(?:{letter}|\\*)\\*?" for letter in single[1:-1]) + single[-1]
