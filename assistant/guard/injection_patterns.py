"""What an instruction to a language model looks like, in Indonesian and the languages it is copied from.

A law is full of imperatives, so an imperative alone is nothing. A pattern needs what no regulation
speaks of: the reader's earlier instructions, its prompt, its role as a machine, its reply, its tools.
All of them are matched against the lower-case plain reading of a text (``injection_view``).
"""

import re
from enum import StrEnum


class InjectionKind(StrEnum):
    """What an instruction tries."""

    OVERRIDE = "abaikan-instruksi"
    ROLE = "ganti-peran"
    LEAK = "bocorkan-instruksi"
    DELIMITER = "tanda-batas"
    DICTATED = "dikte-jawaban"
    TOOL = "jalankan-alat"
    ENCODED = "teks-sandi"
    FORGED = "catatan-palsu"
    HIDDEN = "huruf-tersembunyi"

    @property
    def label(self) -> str:
        """In Indonesian, for the admin."""
        return _LABELS[self]


_LABELS = {
    InjectionKind.OVERRIDE: "menyuruh mengabaikan instruksi",
    InjectionKind.ROLE: "menyuruh berganti peran atau bebas aturan",
    InjectionKind.LEAK: "meminta instruksi sistem",
    InjectionKind.DELIMITER: "meniru tanda batas atau peran percakapan",
    InjectionKind.DICTATED: "mendiktekan isi jawaban",
    InjectionKind.TOOL: "menyuruh menjalankan alat atau mengirim data",
    InjectionKind.ENCODED: "menyembunyikan perintah dalam sandi",
    InjectionKind.FORGED: "memalsukan catatan atau penalaran model",
    InjectionKind.HIDDEN: "menyembunyikan huruf",
}

_GAP = r"[^.!?\n]{0,60}?"
_NEAR = r"[^.!?\n]{0,25}?"
_DROP_ID = (
    r"(?:abaikan|mengabaikan|lupakan|melupakan|hiraukan|jangan\s+(?:hiraukan|ikuti|patuhi|pedulikan"
    r"|gunakan|pakai)"
    r"|tinggalkan|kesampingkan|kesampingkanlah|langgar|hapus|batalkan|acuhkan|gausah\s+(?:ikuti|patuhi)"
    r"|ga\s+usah\s+(?:ikuti|patuhi)"
    r"|tidak\s+perlu\s+(?:ikuti|mengikuti|mematuhi))"
)
_RULES_ID = (
    r"(?:instruksi|perintah|arahan|petunjuk|prompt|aturan|batasan|pedoman|konteks|percakapan|pembatasan"
    r"|filter)"
)
_THINE_ID = (
    r"(?:sebelumnya|di\s*atas|diatas|awal|sistem|system|bawaan|mu\b|kamu|(?<!\w)anda|ini|tadi|terdahulu"
    r"|pengembang"
    r"|developer|penyedia|keamanan|semula)"
)
_DROP = (
    r"(?:ignor\w*|disregard\w*|forget|override|bypass|discard|neglect|vergiss|vergessen\s+sie"
    r"|ignorier\w*|missachte|oublie\w*"
    r"|olvida\w*|dimentica\w*|ignora\w*|do\s+not\s+follow|stop\s+following|set\s+aside"
    r"|pay\s+no\s+attention\s+to)"
)
_RULES = (
    r"(?:instruction\w*|rules|prompts?|guidelines?|guardrails?|directions?|directives?"
    r"|everything\s+(?:above|you|before)"
    r"|(?:developer|system)\s+(?:and\s+system\s+)?(?:messages?|instructions?)|policies|policy|restrictions"
    r"|anweisung\w*|regeln|richtlinien|alles,?\s+was\s+(?:wir|du|ich)|consignes|regles|instrucciones"
    r"|reglas|istruzioni|regole"
    r"|directrices|linee\s+guida|the\s+user)"
)
_YOUR_NEW = r"(?:kamu|anda|engkau|asisten|ai|bot|model)"
_PROMPT_NAMES = (
    r"(?:system\s*-?\s*prompts?|(?:initial|hidden|original|secret|internal|full|operating|system"
    r"|exact)\s+(?:system\s+)?"
    r"(?:prompts?|instructions?)|(?:prompts?|instruksi|perintah|pesan|aturan"
    r"|konfigurasi)\s+(?:sistem(?!\s+(?:kerja|merit|informasi|penggajian|gaji|pensiun"
    r"|manajemen|kar[ie]+r|elektronik|pemerintahan|kepegawaian|pengendalian|akuntabilitas|pembayaran"
    r"|penilaian))"
    r"|system|awal|internal|rahasia|tersembunyi|bawaan|dasar)"
    r"|prompt\s*(?:mu|kamu|anda|lengkap)|instruksi\s*(?:mu|kamu|anda|lengkap)|rahasia\s+sistem"
    r"|instructions?\s+you\s+(?:were|have\s+been)\s+given|prompt\s+di\s+sistema|istruzioni\s+di\s+sistema"
    r"|prompt\s+systeme|prompt\s+del\s+sistema|instrucciones\s+del\s+sistema|systemanweisung\w*)"
)
_TELL = (
    r"(?:reveal|show|print|repeat|output|display|tell|dump|leak|disclose|expose|give|list|summari[sz]e"
    r"|zeig\w*|gib|verrate|montre\w*"
    r"|revele\w*|affiche\w*|muestra\w*|revela\w*|rivela\w*|mostra\w*|stampa|tampilkan|tunjukkan|tuliskan"
    r"|tulis|sebutkan"
    r"|jelaskan|bocorkan|beritahu\w*|ceritakan|ungkapkan|cetak|salin|ulangi|keluarkan|kirimkan|bacakan"
    r"|perlihatkan|what)"
)

PATTERNS: tuple[tuple[InjectionKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            InjectionKind.OVERRIDE,
            rf"\b{_DROP_ID}(?:lah)?\b\s+(?:\w+\s+){{0,3}}?{_RULES_ID}(?:\s+\w+){{0,3}}?\s*{_THINE_ID}",
        ),
        (
            InjectionKind.OVERRIDE,
            rf"\b{_DROP_ID}(?:lah)?\s+(?:semua|segala|seluruh)\s+(?:yang\s+)?(?:{_RULES_ID}|di\s*atas"
            rf"|tadi|sebelumnya)",
        ),
        (InjectionKind.OVERRIDE, rf"\b{_DROP_ID}\s+(?:prompt|konteks|instruksi)\b"),
        (InjectionKind.OVERRIDE, rf"\b{_DROP}\b{_NEAR}\b{_RULES}"),
        (
            InjectionKind.OVERRIDE,
            r"\b(?:new|updated|neue|nouvelles|nuevas|nuove)\s+(?:system\s+)?(?:instructions?"
            r"|anweisung\w*|consignes|instrucciones|istruzioni)\s*:",
        ),
        (
            InjectionKind.OVERRIDE,
            r"\b(?:instruksi|perintah|arahan)\s+(?:baru|terbaru|sistem|pengganti)\s*(?:untuk\s+\w+\s*)?:",
        ),
        (
            InjectionKind.OVERRIDE,
            rf"\b(?:from\s+now\s+on|from\s+this\s+point|ab\s+(?:jetzt|sofort)|desormais"
            rf"|a\s+partir\s+de\s+ahora|d'ora\s+in\s+poi)\b{_NEAR}\b(?:you|comply|du|gibst|vous|eres"
            rf"|sei)\b",
        ),
        (InjectionKind.OVERRIDE, r"\bcomply\s+with\s+(?:every|all|any)\s+request"),
        (
            InjectionKind.OVERRIDE,
            rf"\bmulai\s+(?:sekarang|saat\s+ini"
            rf"|detik\s+ini)\b,?\s*(?:dan\s+seterusnya,?\s*)?{_YOUR_NEW}\s+(?:harus|wajib|adalah|hanya"
            rf"|akan|tidak)",
        ),
        (
            InjectionKind.OVERRIDE,
            rf"\b{_YOUR_NEW}\s+(?:harus|wajib)\s+(?:menuruti|mematuhi"
            rf"|mengikuti)\s+(?:semua\s+)?(?:tulisan|teks|perintah|kata|permintaan)(?:\s+\w+)?\s+(?:di"
            rf"|dalam|ini|saya|berikut)",
        ),
        (
            InjectionKind.ROLE,
            rf"\b(?:you\s+are\s+(?:now|no\s+longer)|du\s+bist\s+(?:jetzt|nun)|vous\s+etes\s+(?:desormais"
            rf"|maintenant)|ahora\s+eres|(?:ora|adesso)\s+sei|tu\s+es\s+maintenant)\b{_GAP}\b(?:no"
            rf"|without|un\w+|free|dan|mode|bot|admin\w*|developer|ohne|sans|sin|senza|assistant|ai)\b",
        ),
        (
            InjectionKind.ROLE,
            rf"\b(?:pretend|imagine|act|role-?play|behave|tu\s+so|fais\s+comme|finge|fingi"
            rf"|haz)\b{_GAP}\b(?:no\s+(?:\w+\s+)?(?:rules|policy|policies|restrictions|filter\w*|limits"
            rf"|content)|unrestricted|unfiltered|without\s+(?:any\s+)?(?:rules|filter\w*|limits"
            rf"|restrictions)|jailbroken|dan\b|keine\s+regeln|sans\s+regles|sin\s+reglas|senza\s+regole)",
        ),
        (
            InjectionKind.ROLE,
            r"\b(?:you\s+(?:now\s+)?have|hast\s+du|avez|tienes|hai)\s+(?:no|keine|aucune|ningun\w*"
            r"|nessun\w*)\s+(?:\w+\s+)?(?:rules|restrictions?|limits?|policy|policies|filters?|regeln"
            r"|einschraenkungen|beschrankungen|restriccion\w*|regole|restrizioni)",
        ),
        (
            InjectionKind.ROLE,
            r"\b(?:developer|dan|jailbreak|god|unrestricted|debug|maintenance|admin|sudo)\s+mode\b"
            r"|\bmode\s+(?:bebas|pengembang|developer|dan|admin|tanpa\s+(?:batas\w*|sensor|aturan)|debug"
            r"|dewa|jailbreak)\b",
        ),
        (
            InjectionKind.ROLE,
            rf"\b(?:sekarang\s+)?{_YOUR_NEW}\s+(?:sekarang\s+)?(?:adalah|jadi|menjadi|berperan\s+sebagai"
            rf"|bertindak\s+sebagai)\s+(?:\w+\s+){{0,4}}?(?:ai|bot|model|asisten|dan|gpt"
            rf"|tanpa\s+(?:batas\w*|aturan|sensor|filter)|bebas|sistem)\b",
        ),
        (
            InjectionKind.ROLE,
            rf"\b(?:sekarang\s+)?{_YOUR_NEW}\s+(?:(?:ai|bot)\s+)?(?:bebas|tidak\s+(?:lagi\s+)?(?:punya"
            rf"|memiliki|terikat)|tak\s+terikat|tanpa)\s+(?:\w+\s+){{0,2}}?(?:aturan|batas\w*|larangan"
            rf"|sensor|filter|instruksi)",
        ),
        (
            InjectionKind.ROLE,
            r"\b(?:pura-pura(?:lah)?|berpura-pura(?:lah)?|bayangkan|anggap(?:lah)?|berperan(?:lah)?"
            r"|bertindak(?:lah)?)\b[^.!?\n]{0,40}\b(?:ai|bot|kamu|anda)\b[^.!?\n]{0,50}\b(?:tanpa"
            r"|tidak\s+(?:ada|punya|memiliki)|bebas|sistem|pejabat|admin\w*)\b",
        ),
        (
            InjectionKind.ROLE,
            r"\b(?:respond|answer|antworten|repondre|responder|rispondere|jawab\w*)\s+(?:freely"
            r"|without\s+(?:any\s+)?(?:restrictions?|filters?)|ohne\s+\w*(?:einschr|beschr)\w+"
            r"|sans\s+restrictions?|sin\s+restricciones|senza\s+restrizioni|tanpa\s+(?:batas\w*|filter"
            r"|sensor|aturan))",
        ),
        (InjectionKind.LEAK, rf"\b{_TELL}\b{_GAP}\b{_PROMPT_NAMES}"),
        (
            InjectionKind.LEAK,
            rf"\b(?:apa|apakah|mana|bagaimana)\s+(?:isi\s+|saja\s+|bunyi\s+)?{_PROMPT_NAMES}",
        ),
        (
            InjectionKind.LEAK,
            r"\b(?:repeat|print|output|copy|ulangi|salin|tuliskan|tampilkan)\b[^.!?\n]{0,30}\b(?:words"
            r"|text|everything|kata(?:-kata)?|teks|kalimat|semua|pesan"
            r"|tulisan)\s+(?:yang\s+(?:ada\s+)?)?(?:above|before\s+this|di\s*atas|sebelum\s+(?:ini|pesan"
            r"|pertanyaan))",
        ),
        (
            InjectionKind.LEAK,
            r"\binstructions?\s+(?:that\s+)?(?:you|were)\s+(?:were\s+)?given\b"
            r"|\bwritten\s+above\s+this\s+conversation\b",
        ),
        (
            InjectionKind.LEAK,
            rf"\b(?:reveal|dump|output|print|show|exfiltrate|list|give\s+(?:me"
            rf"|us))\b{_NEAR}\b(?:credentials?|passwords?|api\s+keys?|secrets?|environment\s+variables"
            rf"|(?:raw\s+|private\s+)?customer\s+(?:database|list|data)|private\s+(?:admin"
            rf"|restricted)\s+pages?)",
        ),
        (
            InjectionKind.LEAK,
            r"\b(?:tampilkan|sebutkan|bocorkan|kirimkan|berikan|tunjukkan"
            r"|tulis(?:kan)?)\b[^.!?\n]{0,40}\b(?:kata\s+sandi|password|kunci\s+api|api\s+key"
            r"|isi\s+basis\s+data|data\s+seluruh|(?:nip|nik|email|telepon|nomor)[^.!?\n]{0,20}(?:seluruh"
            r"|semua)|(?:seluruh|semua)\s+(?:data|nip|nik|email)\s+(?:pelanggan|pegawai|pengguna))",
        ),
        (
            InjectionKind.DELIMITER,
            r"<\s*\|\s*\w+\s*\|\s*>|\[\s*/?\s*(?:inst|system|sys|sistem)\s*\]|<<\s*/?\s*sys\s*>>"
            r"|</?\s*(?:passage|passages|system|sistem|user|assistant|instruction|instructions|instruksi"
            r"|dokumen|document|context|konteks|kutipan|sumber|bagian|pertanyaan|think|tool_call"
            r"|im_start|im_end|prompt)\b[^>\n]{0,40}>",
        ),
        (
            InjectionKind.DELIMITER,
            r"(?m)^[\s#>*\-\[\"'`]{0,8}(?:system|sistem|assistant|asisten|developer"
            r"|pengembang)\b[\]*\"'`]{0,3}\s*(?:note|prompt|message|pesan|catatan)?\s*:\s",
        ),
        (
            InjectionKind.DELIMITER,
            r"(?:#{2,9}|-{3,9}|={3,9})\s*(?:end|akhir|begin|start|mulai"
            r"|selesai)\s+(?:of\s+)?(?:the\s+)?(?:user|document|context|passage|input|dokumen|kutipan"
            r"|konteks|instruksi|system|masukan|pertanyaan|prompt)",
        ),
        (
            InjectionKind.DELIMITER,
            r"<!--(?:(?!-->)[\s\S]){0,200}?\b(?:ai|bot|model|asisten|assistant|prompt|instruksi"
            r"|instruction|jawab\w*|ignore|abaikan)\b",
        ),
        (InjectionKind.DELIMITER, r"\[(?://|comment)\]\s*:\s*#"),
        (
            InjectionKind.DICTATED,
            r"\b(?:jawab|balas|katakan|sebutkan|ucapkan|tulis(?:kan)?|tambahkan|cantumkan|sertakan"
            r"|akhiri|awali|nyatakan)(?:lah)?\b[^.!?\n]{0,60}\b(?:di|pada|dalam|ke"
            r"|sebagai)\s+(?:setiap\s+|akhir\s+|awal\s+|semua\s+)*(?:jawaban|balasan|tanggapan|respons?"
            r"|ringkasan)(?:mu|\s*anda|\s*kamu)?\b",
        ),
        (
            InjectionKind.DICTATED,
            r"\b(?:jawab|balas|katakan|tulis|ucapkan)(?:lah)?\s+(?:saja|hanya|selalu|cukup"
            r"|dengan\s+(?:kata|tepat|hanya)|persis|tepat)\b[^.!?\n]{0,12}\s*(?:\"|'|“|‘|:|ya\b|tidak\b"
            r"|boleh\b|setuju\b|disetujui|kata\b|kalimat\b|satu\s+kata)",
        ),
        (
            InjectionKind.DICTATED,
            r"\b(?:setujui|kabulkan|luluskan|sahkan)(?:lah)?\s+(?:semua|seluruh|setiap|permohonan\s+ini"
            r"|usul\w*\s+ini|saja)\b",
        ),
        (
            InjectionKind.DICTATED,
            r"\b(?:jangan|tidak\s+perlu|tidak\s+usah|tanpa)\s+(?:kau\s+|kamu\s+"
            r"|anda\s+)?(?:sebut(?:kan)?|cantumkan|menyebut(?:kan)?|mencantumkan|memakai|pakai|tampilkan"
            r"|gunakan|kutip)\s+(?:\w+\s+)?(?:sumber|kutipan|sitasi|dasar\s+hukum|pasal)\b",
        ),
        (
            InjectionKind.DICTATED,
            r"\b(?:append|include|add|insert|echo|repeat|put|mention)\b[^.!?\n]{0,60}\b(?:token|code"
            r"|phrase|string|canary|(?:\w+_)?id|value|identifier|reference"
            r"|it\s+verbatim)\b[^.!?\n]{0,60}\b(?:reply|response|answer|summary|output|review|message)",
        ),
        (
            InjectionKind.DICTATED,
            r"\b(?:is|be|must\s+be|should\s+be)\s+(?:shown|included|displayed|repeated"
            r"|quoted)\s+(?:to\s+the\s+user\s+)?in\s+(?:every|each|all|your)\b",
        ),
        (
            InjectionKind.DICTATED,
            r"\b(?:repeat|include|say|state)\b[^.!?\n]{0,40}\bin\s+(?:every|each"
            r"|all)\s+(?:future\s+)?(?:reply|replies|response|summary|answer|message)",
        ),
        (
            InjectionKind.DICTATED,
            r"\bsebutkan\b[^.!?\n]{0,40}\b(?:100\s?%|seratus\s+persen)\s+(?:aman|resmi|benar|sah|terbukti)",
        ),
        (
            InjectionKind.DICTATED,
            r"\b(?:your|real|actual)\s+(?:real|true|actual|only)?\s*(?:task|job|goal"
            r"|purpose)\s+is\s+(?:now\s+)?to\b|\btugas(?:mu|\s+(?:anda"
            r"|kamu))?\s+(?:yang\s+)?(?:sebenarnya|sesungguhnya|sekarang|yang\s+baru)\s+(?:adalah|ialah"
            r"|yaitu)",
        ),
        (
            InjectionKind.TOOL,
            r"\b(?:send_email|http_post|http_get|delete_file|run_shell|execute_command|read_file"
            r"|write_file|shell\s+tool)\b|\b(?:call|use|invoke|run|panggil|jalankan|gunakan"
            r"|pakai)\s+(?:the\s+)?(?:\w+_\w+|shell|tool|alat\s+\w+|fungsi\s+\w+|perintah\s+(?:shell|sql"
            r"|rm|curl))\b",
        ),
        (
            InjectionKind.TOOL,
            rf"\b(?:send|forward|email|post|upload|envoie\w*|envia\w*|invia\w*|sende\w*|leite\w*"
            rf"|schick\w*|transmit|exfiltrate)\b{_GAP}\b(?:external\w*|outside|adresse?\s+ext\w+"
            rf"|direccion\s+ext\w+|indirizzo\s+est\w+|extern\w*|webhook|attacker|customer\s+(?:list|data"
            rf"|database)|clients?|kunden\w*|clienti|clientes)\b",
        ),
        (
            InjectionKind.TOOL,
            r"\b(?:kirim(?:kan)?|teruskan|unggah|email(?:kan)?"
            r"|posting(?:kan)?)(?:lah)?\b[^.!?\n]{0,60}\b(?:data|percakapan|riwayat|isi|jawaban|daftar"
            r"|nip|nik|kata\s+sandi)\b[^.!?\n]{0,60}(?:\bke\s+(?:alamat|https?|email|surel|nomor|server"
            r"|webhook|[\w.+-]+@)|https?://)",
        ),
        (
            InjectionKind.ENCODED,
            r"\b(?:decode|decrypt|dekode(?:kan)?|dekripsi(?:kan)?|pecahkan|terjemahkan\s+sandi"
            r"|entschluessel\w*|baca\s+sandi)\b[\s\S]{0,80}?\b(?:follow|do|execute|obey|ikuti|lakukan"
            r"|jalankan|turuti|patuhi|laksanakan|instruction\w*|perintah\w*)\b",
        ),
        (
            InjectionKind.FORGED,
            r"\b(?:reasoning|thought|analysis|internal\s+monologue|penalaran|pikiran)\s*\(?(?:assistant"
            r"|ai|model|asisten)?\)?\s*:\s*[^\n]{0,40}\b(?:i\s+have|i\s+will|i\s+must|saya\s+(?:telah"
            r"|akan|harus|sudah))",
        ),
        (
            InjectionKind.FORGED,
            r"\b(?:note|memo|catatan|pesan(?:\s+penting)?|instruksi|pemberitahuan|perhatian|important"
            r"|attention)\s+(?:\w+\s+)?(?:to|for|untuk|bagi|kepada)\s+(?:the\s+|any\s+|all\s+|para\s+"
            r"|semua\s+)?(?:bot|ai|assistant|agents?|self|asisten|model(?:\s+bahasa)?|chatbot"
            r"|mesin\s+penjawab|llm|sistem\s+ai)\b",
        ),
        (
            InjectionKind.FORGED,
            r"\b(?:ai|llm|bot)\s+(?:assistant|agents?|model|reviewers?)\s+(?:reading|reviewing"
            r"|processing)\b|\bif\s+you\s+are\s+an?\s+(?:ai|language\s+model|assistant|llm|agent)\b"
            r"|\bjika\s+(?:anda|kamu)\s+(?:adalah\s+)?(?:sebuah\s+|seorang\s+)?(?:ai|model\s+bahasa"
            r"|asisten\s+ai|bot|llm|kecerdasan\s+buatan)\b|\bfor\s+ai\s+(?:coding\s+)?(?:agents?"
            r"|assistants?)\b",
        ),
        (
            InjectionKind.FORGED,
            r"\b(?:as\s+(?:the|an)\s+(?:ai\s+)?assistant|come\s+assistente|als\s+assistent"
            r"|como\s+asistente|en\s+tant\s+qu'assistant"
            r"|sebagai\s+asisten(?:\s+ai)?)\b[^.!?\n]{0,80}\b(?:determined|stabilito|festgestellt"
            r"|determinado|determine|etabli|memutuskan|menyimpulkan|ditetapkan|menetapkan)",
        ),
        (
            InjectionKind.FORGED,
            r"\b(?:save|store|persist|remember|add|simpan|ingat|catat)\b[^.!?\n]{0,60}\b(?:to|in|into|as"
            r"|dalam|ke|sebagai)\s+(?:your\s+)?(?:long-?term\s+)?(?:memory|preference|memori"
            r"|ingatan)(?:mu|\s*anda)?\b",
        ),
        (
            InjectionKind.FORGED,
            r"\b(?:the\s+)?(?:user|operator|admin|pengguna|pengembang|admin\w*)\s+(?:is\s+an?\s+admin\w*"
            r"|adalah\s+admin\w*|has\s+(?:already\s+)?(?:granted|authori[sz]ed|approved)"
            r"|telah\s+(?:mengizinkan|memberi(?:kan)?\s+izin|menyetujui))\b[^.!?\n]{0,60}\b(?:skip"
            r"|bypass|ignore|grant|all|semua|melewati|mengabaikan|tanpa)",
        ),
        (
            InjectionKind.FORGED,
            r"\b(?:note\s+to\s+self|persisted\b|on\s+the\s+next\s+(?:user\s+)?(?:message|turn))",
        ),
    )
)
