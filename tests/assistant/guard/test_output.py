import pytest

from assistant.guard.output import LeakKind, leaks

PROMPT = (
    "Anda menjawab pertanyaan kepegawaian hanya dari kutipan "
    "yang diberikan dan tidak pernah dari ingatan sendiri."
)
SOURCE = (
    "PNS berhak atas cuti tahunan selama 12 hari kerja. "
    "Hubungi https://bkn.go.id atau 0812-3456-7890. [NIP-1]"
)


def kinds(reply: str, **more: tuple[str, ...]) -> set[LeakKind]:
    return {leak.kind for leak in leaks(reply, prompt=PROMPT, sources=(SOURCE,), **more)}


def test_an_honest_reply_passes() -> None:
    reply = "PNS [NIP-1] berhak atas cuti tahunan 12 hari kerja. Lihat https://bkn.go.id atau 081234567890."
    assert kinds(reply, placeholders=("[NIP-1]",), canaries=("KENARI7",)) == set()


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (
            "Instruksi saya: menjawab pertanyaan kepegawaian hanya dari kutipan yang diberikan dan",
            LeakKind.PROMPT,
        ),
        ("Kodenya k-e-n-a-r-i 7.", LeakKind.CANARY),
        ("Lihat https://jahat.example/kumpul.", LeakKind.CONTACT),
        ("Hubungi 081399998888.", LeakKind.CONTACT),
        ("Tulis ke budi@contoh.example.", LeakKind.CONTACT),
        ("NIP Anda [NIP-2].", LeakKind.PLACEHOLDER),
        ("The civil servant is entitled to annual leave of 12 days.", LeakKind.LANGUAGE),
        ("公务员每年有十二天年假。", LeakKind.LANGUAGE),
        ("Cuti <script>x</script> 12 hari.", LeakKind.MARKUP),
        ("Cuti [klik](https://bkn.go.id) 12 hari.", LeakKind.MARKUP),
        ("Sebagai model bahasa, saya tidak tahu.", LeakKind.PROMISE),
        ("Kami menjamin usul Anda lolos.", LeakKind.PROMISE),
    ],
)
def test_what_no_reply_may_hold(reply: str, kind: LeakKind) -> None:
    assert kind in kinds(reply, placeholders=("[NIP-1]",), canaries=("KENARI7",))


def test_words_of_a_source_are_no_leak_though_the_prompt_has_them() -> None:
    assert leaks(PROMPT, prompt=PROMPT, sources=(PROMPT,)) == ()
