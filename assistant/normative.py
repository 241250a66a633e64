"""Which sentences of an answer state a rule and so need a citation."""

import re

from assistant.fact_support import checkable
from assistant.verify import REPEAL_WORDS

_MODAL = re.compile(
    r"""\b(?:
        (?:di)?wajib(?:kan)? | berkewajiban | harus | diharuskan | mesti
      | dilarang | terlarang | (?:tidak|tak|nggak|ga)\s+(?:boleh|dapat|bisa) | boleh | dibolehkan
      | (?:di)?perbolehkan | diperkenankan | diizinkan | dapat | bisa
      | berhak | berwenang | bertanggung\s+jawab | disyaratkan | dipersyaratkan
      | dikenai | dikenakan | dijatuhi | dijatuhkan | diancam | dipidana
      | diberhentikan | diberikan | dibayarkan | dipotong | dihentikan | diangkat
      | (?:paling|se)\s?(?:lama|lambat|sedikit|banyak|singkat|cepat|tinggi|rendah|kurang)(?:[-\s]?nya)?
      | sekurang-kurangnya | selambat-lambatnya | sebanyak-banyaknya | maksimal | minimal
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Predicates of duty, permission, prohibition, right, power, sanction and bound."""

_NOUN = re.compile(
    r"\b(?:kewajiban|larangan|hak|wewenang|kewenangan|syarat|persyaratan|sanksi)(?:nya)?\b", re.IGNORECASE
)
"""The same as nouns: what a sentence is about, so weaker than a predicate."""

_POINTER = re.compile(
    r"""\b(?:
        (?:dapat|bisa|boleh|harus|perlu|silakan|silahkan|mohon|sebaiknya|disarankan|coba|tolong)\s+
        (?:(?:langsung|juga|segera|dulu|dahulu|terlebih|anda|bapak|ibu|saudara|bapak/ibu|kami)[\s,]+)*
        (?:(?:meng|di|ber)?hubungi | (?:me|di)?tanyakan | menanyakan | bertanya | tanya | konfirmasi(?:kan)?
          | (?:me|di)?lihat | (?:mem|di)?baca | (?:ber)?konsultasi(?:kan)? | (?:menge|di)?cek
          | (?:mem|di)?periksa | (?:di|me)?simak | (?:di|meng)?unduh | (?:di|meng)?akses | dibantu | membantu)
      | hubungi(?:lah)? | tanyakan(?:lah)? | semoga | terima\s+kasih
    )\b
    (?:(?!\b(?:karena|sebab|bahwa|paling|selambat-lambatnya)\b)[^.;])*""",
    re.IGNORECASE | re.VERBOSE,
)
"""Sends the reader somewhere rather than telling what holds: whom to ask, and what about."""

_OF_OURSELVES = re.compile(
    r"""\b(?:
        (?:kami|layanan\s+ini|pustaka\s+ini|sistem\s+ini)\s+(?:belum|tidak|hanya|akan)\b.*
        \b(?:menemukan|menjawab|memastikan|memuat|memiliki|mengetahui|membantu)
      | (?:tidak|belum)\s+(?:ada|ditemukan|tersedia)\s+(?:di|dalam)\s+pustaka
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""The service speaks of what it has or can do."""

_NOTICE = re.compile(r"^(?:bunyi\s+(?:aturan|ketentuan)|memandu)\b", re.IGNORECASE)
"""Says what comes next or what a procedure is for."""

_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")


def states_rule(sentence: str) -> bool:
    """Whether a sentence of an answer states a rule.

    It does when it has a word of duty, permission, prohibition, right, power, condition, sanction or bound,
    when it says that a rule no longer holds, or when it states a number, date or provision that would have
    to be checked (``assistant.fact_support.checkable``). It does not when it is a question, when it repeats
    one or only leads in what follows ("Menurut aturan yang berlaku pada 5 Mei 2012:"), when it sends the
    reader to someone, or speaks of the service itself. Definitions without such a word ("Cuti adalah …") do
    not count.
    """
    text = sentence.strip()
    if not text or text.endswith("?") or _OF_OURSELVES.search(text) or _NOTICE.search(text):
        return False
    leads_in = text.endswith(":")
    own = _QUOTED.sub(" ", text) if leads_in else text
    rest = _POINTER.sub(" ", own)
    if _MODAL.search(rest) or REPEAL_WORDS.search(rest):
        return True
    # What a sentence that sends the reader on is about, or an hour or a room in it, is no rule.
    return rest == own and (_NOUN.search(rest) is not None or (not leads_in and bool(checkable(text))))
