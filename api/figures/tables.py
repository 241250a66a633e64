"""Figures as tables, as the page shows them and as they are downloaded."""

from collections.abc import Sequence

from api.figures.cells import FEW, PERCENT, Cell, Table, area, comma, named, percent, shares, spread_cells
from api.figures.figures import Dashboard, OfBidang
from api.figures.satisfaction import STARS
from api.figures.scores import Foretold
from api.figures.share import FEWEST, Share
from api.figures.spending import Spent
from api.figures.times import Timing


def tables_of(dashboard: Dashboard) -> tuple[Table, ...]:
    """Every table of the figures, in the order they are shown in."""
    found = [
        _per_bidang(dashboard.bidang),
        _days(dashboard),
        _categories(dashboard),
        *_times(dashboard),
        _decisions(dashboard),
        _edits(dashboard),
        _reasons(dashboard),
        *(_foretold(one) for one in dashboard.scores),
        _aurocs(dashboard.scores),
        _stars(dashboard),
        _catches(dashboard),
        _drafted(dashboard),
    ]
    if dashboard.spending is not None:
        spent = dashboard.spending
        found += [
            _spent("token-hari", "Token per hari", "Hari", spent.days),
            _spent("token-fungsi", "Token menurut fungsi", "Fungsi", spent.features),
            _spent("token-model", "Token menurut model", "Model", spent.models),
        ]
    return tuple(found)


def _per_bidang(bidang: Sequence[OfBidang]) -> Table:
    rows = tuple(
        (
            one.bidang.name,
            one.volume.asked,
            one.volume.open,
            one.volume.overdue,
            *percent(one.times.reply.in_time),
            *percent(one.times.resolved.in_time),
            *percent(one.decisions.unedited),
            one.decisions.edited,
            one.decisions.rejected,
            *percent(one.satisfaction.satisfied),
            *percent(one.catches),
        )
        for one in bidang
    )
    columns = (
        "Bidang",
        "Ditanyakan",
        "Terbuka kini",
        "Lewat tenggat kini",
        *named("Dibalas tepat waktu"),
        *named("Selesai tepat waktu"),
        *named("Diterima tanpa ubahan"),
        "Diterima dengan ubahan",
        "Ditolak",
        *named("Puas (bintang 4–5)"),
        *named("Kesalahan latihan ditemukan"),
    )
    return Table(key="per-bidang", title="Ringkasan per bidang", columns=columns, rows=rows, note=FEW)


def _days(dashboard: Dashboard) -> Table:
    rows = tuple((one.day.isoformat(), one.asked) for one in dashboard.volume.days)
    return Table(key="per-hari", title="Pertanyaan per hari", columns=("Hari", "Ditanyakan"), rows=rows)


def _categories(dashboard: Dashboard) -> Table:
    rows = tuple((one.name, one.asked) for one in dashboard.volume.categories)
    return Table(
        key="kategori", title="Pertanyaan menurut kategori", columns=("Kategori", "Ditanyakan"), rows=rows
    )


def _times(dashboard: Dashboard) -> tuple[Table, ...]:
    reply, resolved = dashboard.times.reply, dashboard.times.resolved
    target = Table(
        key="target",
        title="Waktu terhadap target",
        columns=(
            "Sampai",
            "Tepat waktu",
            "Dari",
            *PERCENT,
            "Masih dalam waktu",
            "Sudah",
            "Median jam kerja",
            "Persentil ke-90 jam kerja",
        ),
        rows=(_timing("Balasan pertama", reply), _timing("Selesai", resolved)),
        note="Yang belum dibalas tetapi tenggatnya sudah lewat dihitung terlambat. Target menurut "
        f"kategorinya sekarang. {FEW}",
    )
    return (
        target,
        _bins("lama-balasan", "Jam kerja sampai balasan pertama", "Jam kerja", reply),
        _bins("lama-selesai", "Jam kerja sampai selesai", "Jam kerja", resolved),
    )


def _timing(name: str, timing: Timing) -> tuple[Cell, ...]:
    return (name, *shares(timing.in_time), timing.pending, *spread_cells(timing.hours))


def _bins(key: str, title: str, column: str, timing: Timing) -> Table:
    rows = tuple((one.label, one.n) for one in timing.bins)
    return Table(key=key, title=title, columns=(column, "Pertanyaan"), rows=rows)


def _decisions(dashboard: Dashboard) -> Table:
    made = dashboard.decisions
    kinds = (
        ("Diterima tanpa ubahan", made.accepted),
        ("Diterima dengan ubahan", made.edited),
        ("Ditolak", made.rejected),
    )
    rows = tuple((name, *shares(Share(hits=n, n=made.total))) for name, n in kinds)
    return Table(
        key="keputusan",
        title="Keputusan atas draf",
        columns=("Keputusan", "Jumlah", "Dari", *PERCENT),
        rows=rows,
        note=f"Draf latihan tidak dihitung. {FEW}",
    )


def _edits(dashboard: Dashboard) -> Table:
    rows = tuple((one.label, one.n) for one in dashboard.decisions.edit_bins)
    return Table(
        key="ubahan",
        title="Bagian kata yang diubah",
        columns=("Kata yang diubah", "Draf"),
        rows=rows,
        note="Dari draf yang diterima dengan ubahan: kata yang disisipkan, dihapus, atau diganti, dibagi "
        "banyaknya kata teks yang lebih panjang.",
    )


def _reasons(dashboard: Dashboard) -> Table:
    rows = tuple((one.reason, one.n) for one in dashboard.decisions.reasons)
    return Table(key="alasan-tolak", title="Alasan draf ditolak", columns=("Alasan", "Draf"), rows=rows)


def _foretold(score: Foretold) -> Table:
    rows = tuple(
        (one.label, one.accepted, one.edited, one.rejected, *shares(one.published)[1:]) for one in score.bins
    )
    return Table(
        key=f"nilai-{score.key}",
        title=f"{score.name} dan keputusan",
        columns=(score.name, "Tanpa ubahan", "Dengan ubahan", "Ditolak", "Jumlah", *PERCENT),
        rows=rows,
        note=f"% adalah bagian yang diterbitkan, dengan atau tanpa ubahan. {FEW}",
    )


def _aurocs(found: Sequence[Foretold]) -> Table:
    rows = tuple((one.name, *area(one.published), *area(one.unedited)) for one in found)
    return Table(
        key="auroc",
        title="Seberapa baik nilai menduga keputusan (AUROC)",
        columns=(
            "Nilai",
            "Terbit: AUROC",
            "terendah",
            "tertinggi",
            "Tanpa ubahan: AUROC",
            "terendah ",
            "tertinggi ",
        ),
        rows=rows,
        note="0,5 berarti nilai tidak menduga apa pun, 1 berarti selalu tepat. Selang 95 %; kosong bila "
        f"salah satu golongan kurang dari {FEWEST} draf.",
    )


def _stars(dashboard: Dashboard) -> Table:
    given = dashboard.satisfaction
    mean = given.mean
    told = ""
    if mean is not None:
        told = f"Rata-rata {comma(mean.mean)} (selang 95 %: {comma(mean.low)}–{comma(mean.high)}). "
    rows = tuple((star, n) for star, n in zip(STARS, given.stars, strict=True))
    return Table(
        key="kepuasan",
        title="Penilaian penanya",
        columns=("Bintang", "Penilaian"),
        rows=rows,
        note=f"{told}{given.n} penilaian. {FEW}",
    )


def _catches(dashboard: Dashboard) -> Table:
    return Table(
        key="latihan",
        title="Draf latihan: kesalahan yang ditemukan",
        columns=("", "Ditemukan", "Dari", *PERCENT),
        rows=(("Semua peninjau", *shares(dashboard.catches)),),
        note=FEW,
    )


def _drafted(dashboard: Dashboard) -> Table:
    rows = tuple((one.how, one.n) for one in dashboard.drafted_with)
    return Table(key="asal-draf", title="Cara draf disusun", columns=("Cara", "Draf"), rows=rows)


def _spent(key: str, title: str, column: str, lines: Sequence[Spent]) -> Table:
    rows = tuple(
        (
            one.key,
            one.calls,
            one.failed,
            one.prompt_tokens,
            one.completion_tokens,
            round(one.cost, 4),
            one.unpriced,
        )
        for one in lines
    )
    columns = (column, "Panggilan", "Gagal", "Token masuk", "Token keluar", "Biaya", "Tanpa harga")
    return Table(
        key=key,
        title=title,
        columns=columns,
        rows=rows,
        note="Seluruh layanan, termasuk percakapan. Biaya tidak memuat panggilan tanpa harga.",
    )
