"""Which sentences of an answer state a rule and so need a citation."""

import re

from assistant.fact_support import checkable
from assistant.verify import REPEAL_WORDS

_MODAL = re.compile(
    r"""\b(?:
        (?:di)?wajib(?:kan)? | berkewajiban | kewajiban(?:nya)? | harus | diharuskan | mesti
      | dilarang | larangan | terlarang | (?:tidak|tak|nggak|ga)\s+(?:boleh|dapat|bisa) | boleh | dibolehkan
      | (?:di)?perbolehkan | diperkenankan | diizinkan | dapat | bisa
      | berhak | hak(?:nya)? | berwenang | wewenang | kewenangan | bertanggung\s+jawab
      | syarat(?:nya)? | persyaratan(?:nya)? | disyaratkan | dipersyaratkan
      | dikenai | dikenakan | dijatuhi | dijatuhkan | diancam | dipidana | sanksi(?:nya)?
      | diberhentikan | diberikan | dibayarkan | dipotong | dihentikan | diangkat
      | (?:paling|se)\s?(?:lama|lambat|sedikit|banyak|singkat|cepat|tinggi|rendah|kurang)(?:[-\s]?(?:nya|lambatnya|kurangnya))?
      | sekurang-kurangnya | selambat-lambatnya | sebanyak-banyaknya | maksimal | minimal
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words of duty, permission, prohibition, right, power, condition, sanction and bound."""

_POINTER = re.compile(
    r"""\b(?:
        (?:dapat|bisa|boleh|harus|silakan|silahkan|mohon|sebaiknya|disarankan|coba|tolong)\s+
        (?:(?:langsung|juga|segera|dulu|dahulu|terlebih|anda|bapak|ibu|saudara|bapak/ibu|kami)[\s,]+)*
        (?:(?:meng?|di|ber)?hubungi | menghubungi | (?:me|di)n?tanyakan | bertanya | tanyakan | tanya
          | (?:me|di)?lihat | (?:mem|di)?baca | (?:ber)?konsultasi(?:kan)? | (?:menge|di)?cek
          | (?:mem|di)?periksa | (?:di|me)?simak | (?:di|meng)?unduh | (?:di|meng)?akses | dibantu | membantu)
      | hubungi(?:lah)? | tanyakan(?:lah)? | semoga | terima\s+kasih
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Sends the reader somewhere rather than telling what holds."""

_OF_OURSELVES = re.compile(
    r"""\b(?:
        (?:kami|layanan\s+ini|pustaka\s+ini|sistem\s+ini)\s+(?:belum|tidak|hanya|akan)\b.*
        \b(?:menemukan|menjawab|memastikan|memuat|memiliki|mengetahui|membantu)
      | (?:tidak|belum)\s+(?:ada|ditemukan|tersedia)\s+(?:di|dalam)\s+pustaka
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""The service speaks of what it has or can do."""

_NOTICE = re.compile(r"^bunyi\s+(?:aturan|ketentuan)\b", re.IGNORECASE)


def states_rule(sentence: str) -> bool:
    """Whether a sentence of an answer states a rule.

    It does when it has a word of duty, permission, prohibition, right, power, condition, sanction or bound,
    when it says that a rule no longer holds, or when it states a number, date or provision that would have
    to be checked (``assistant.fact_support.checkable``). It does not when it is a question, only leads in
    what follows ("Menurut aturan yang berlaku pada 5 Mei 2012:"), sends the reader to someone, or speaks of
    the service itself. Definitions without such a word ("Cuti adalah …") do not count.
    """
    text = sentence.strip()
    if not text or text.endswith("?") or _OF_OURSELVES.search(text):
        return False
    rest = _POINTER.sub(" ", text)
    modal = _MODAL.search(rest) is not None or REPEAL_WORDS.search(rest) is not None
    if text.endswith(":"):
        return modal and not _NOTICE.search(text)
    if modal:
        return True
    # A sentence that only sends the reader on may name an hour or a room; it states no rule by that.
    return rest == text and bool(checkable(text))
