"""The draft of LKjIP Bab III: complete, figures those of the tables, verdicts those of the figures, safe in Word."""

from __future__ import annotations

import io
import random
import re
import shutil
import zipfile
from types import SimpleNamespace

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table
from docx.text.paragraph import Paragraph

from kinerja.angka import bulat, tulis_persen
from kinerja.arsip.isi_arsip import kumpulkan
from kinerja.cli import main
from kinerja.galat import GalatKinerja
from kinerja.kantor import Periode, muat
from kinerja.keluaran import lkjip_kata as ucap
from kinerja.keluaran.laporan_isi import besaran
from kinerja.keluaran.lkjip import NAMA, TABEL, draf_rilis, lkjip_docx, simpan_lkjip, tulis_lkjip
from kinerja.keluaran.lkjip_gaya import ISIAN
from kinerja.keluaran.unsur import persen
from kinerja.langkah import ASAL_TABEL
from kinerja.rantai import jalan
from kinerja.sop.keadaan import keadaan
from kinerja.sop.naskah import muat_sop
from kinerja.sop.rilis import catatan_run, tulis_rilis
from kinerja.tabel import baca
from tests.conftest import AKAR, LUWU

P = Periode(2025, 4)
PERSEN = re.compile(r"-?\d[\d.]*(?:,\d+)?\s%")


def _kantor(tmp, asal):
    akar = tmp / "kantor"
    for x in ("params", "data/raw"):
        shutil.copytree(asal / x, akar / x)
    jalan(2025, 4, akar)
    kantor = muat(akar, 2025)
    t = dict(baca(kantor.olahan(P), TABEL, ASAL_TABEL))
    return SimpleNamespace(akar=akar, kantor=kantor, t=t, byte=lkjip_docx(t, kantor, P))


@pytest.fixture(scope="module")
def contoh(tmp_path_factory):
    return _kantor(tmp_path_factory.mktemp("lkjip contoh"), AKAR)


@pytest.fixture(scope="module")
def luwu(tmp_path_factory):
    return _kantor(tmp_path_factory.mktemp("lkjip luwu"), LUWU)


@pytest.fixture(params=("contoh", "luwu"))
def k(request):
    """Both offices, one after the other."""
    return request.getfixturevalue(request.param)


def buka(isi):
    return Document(io.BytesIO(isi))


def urut(dok):
    """Paragraphs and tables in reading order."""
    for x in dok.element.body.iterchildren():
        if x.tag == qn("w:p"):
            yield Paragraph(x, dok)
        elif x.tag == qn("w:tbl"):
            yield Table(x, dok)


def teks_baris(tabel):
    return [[c.text for c in r.cells] for r in tabel.rows]


def per_analisis(dok):
    """``{code of sasaran: {heading of the analysis: its paragraphs and tables}}``, headings in order."""
    hasil, sasaran, kini = {}, {}, None
    for x in urut(dok):
        gaya = x.style.name if isinstance(x, Paragraph) else ""
        if gaya in ("Heading 1", "Heading 2"):
            kini = None
        elif gaya == "Heading 3":
            sasaran = hasil.setdefault(re.match(r"A\.\d+ Sasaran (\S+):", x.text)[1], {})
            kini = None
        elif gaya == "Heading 4":
            kini = sasaran.setdefault(x.text, [])
        elif kini is not None:
            kini.append(x)
    return hasil


def teks(isi):
    return "\n".join(
        x.text if isinstance(x, Paragraph) else "\n".join("\t".join(r) for r in teks_baris(x)) for x in isi
    )


def judul(n):
    return ucap.TUJUH[n - 1].format(tahun=2025)


def utama(t):
    return [b for b in t["capaian"].to_dict("records") if b["dalam_gabungan"]]


# ---- complete -------------------------------------------------------------------------------------------------------
def test_setiap_sasaran_punya_tujuh_analisis(k):
    isi = per_analisis(buka(k.byte))
    assert list(isi) == list(dict.fromkeys(k.t["capaian"]["kode_sasaran"]))
    for analisis in isi.values():
        assert list(analisis) == [judul(n) for n in range(1, 8)]
        for n, blok in enumerate(analisis.values(), 1):
            assert any(isinstance(x, Paragraph) and x.style.name == ISIAN for x in blok), n
            assert teks(blok).strip()


def test_pembuka_anggaran_penutup(k):
    dok = buka(k.byte)
    kepala = [p.text for p in dok.paragraphs if p.style.name == "Heading 2"]
    assert [x[:2] for x in kepala] == ["A.", "B.", "C."]
    isi = teks(urut(dok))
    for kode in {b["kode_indikator"] for b in utama(k.t)} | set(k.t["sasaran"].query("level == 'sasaran'")["nama"]):
        assert kode in isi
    for b in k.t["serapan"].to_dict("records"):
        assert b["nama"] in isi or b["jenjang"] == "dinas"
        assert f"{b['pagu_rp']:,}".replace(",", ".") in isi
    dinas = k.t["sasaran"].query("level == 'dinas'").iloc[0]
    assert (
        isi.count(f"Capaian dinas tahun 2025 {persen(dinas['capaian_pct'])} dengan predikat {dinas['predikat']}.") == 2
    )


def test_daftar_isi_terisi_dan_bertaut(k):
    dok = buka(k.byte)
    daftar = [p for p in dok.element.iter(qn("w:p")) if (Paragraph(p, dok).style.name or "").startswith("toc ")]
    isi = ["".join(t.text for t in p.iter(qn("w:t"))) for p in daftar]
    assert isi == [p.text for p in dok.paragraphs if p.style.name in ("Heading 1", "Heading 2", "Heading 3")]
    tujuan = {x.get(qn("w:name")) for x in dok.element.iter(qn("w:bookmarkStart"))}
    tautan = [x.get(qn("w:anchor")) for x in dok.element.iter(qn("w:hyperlink"))]
    assert set(tautan) == tujuan and len(tautan) == len(isi)
    perintah = [x.text.split()[0] for x in dok.element.iter(qn("w:instrText"))]
    jenis = [x.get(qn("w:fldCharType")) for x in dok.element.iter(qn("w:fldChar"))]
    assert perintah == ["TOC"] and jenis == ["begin", "separate", "end"]


def test_keterangan_tabel_bernomor_urut(k):
    dok = buka(k.byte)
    keterangan = [p for p in dok.paragraphs if p.style.name == "Caption"]
    nomor = []
    for p in keterangan:
        ruas = p._p.find(qn("w:fldSimple"))
        assert ruas.get(qn("w:instr")) == "SEQ Tabel \\* ARABIC"
        nomor.append(int("".join(t.text for t in ruas.iter(qn("w:t")))))
        assert p._p.getnext().tag == qn("w:tbl")
    assert nomor == list(range(1, len(dok.tables) + 1))


# ---- figures --------------------------------------------------------------------------------------------------------
def test_angka_setiap_indikator_sama_dengan_tabelnya(k):
    isi = per_analisis(buka(k.byte))
    for b in utama(k.t):
        kode, analisis = b["kode_indikator"], isi[b["kode_sasaran"]]
        tahun = _baris(analisis[judul(1)], kode)
        assert tahun[1:4] == [besaran(b, "target_tahun"), besaran(b, "realisasi_sd"), persen(b["capaian_tahun_pct"])]
        if bulat(b["capaian_sd_pct"]) == bulat(b["capaian_tahun_pct"]):
            assert tahun[4] == b["predikat"]
        lalu = _baris(analisis[judul(2)], kode)
        assert lalu[-1] == besaran(b, "realisasi_sd")
        banding = k.t["banding"].query("kode_indikator == @kode and jenis == 'tahun_lalu'")
        punya = list(banding[banding["tersedia"]]["pembanding_teks"])[:4]
        assert [x for x in lalu[1:-1] if x != "data tidak tersedia"] == punya[::-1]
        if k.t["banding"].query("kode_indikator == @kode and jenis == 'renstra'")["tersedia"].any():
            assert _baris(analisis[judul(3)], kode)[-1] == persen(b["capaian_renstra_pct"])


def _baris(blok, kode):
    """The table row of an indicator within an analysis."""
    cocok = [r for x in blok if isinstance(x, Table) for r in teks_baris(x) if r[0].endswith(f"\n{kode}")]
    assert len(cocok) == 1, kode
    return cocok[0]


def test_setiap_persen_dalam_teks_ada_di_tabel(k):
    """Whatever percentage stands anywhere in the draft is a figure of the tables, written the same way."""
    sah = set(PERSEN.findall("100 % 120 %"))  # the words about 100 % and a cap
    for nama in ("capaian", "sasaran", "serapan", "banding"):
        df = k.t[nama]
        for kolom in df.columns:
            if kolom.endswith("_pct"):
                sah |= {tulis_persen(x) for x in df[kolom]}
            elif df[kolom].dtype == "str":
                sah |= {x for y in df[kolom] for x in PERSEN.findall(y)}
    sah |= {x for b in k.t["capaian"].to_dict("records") for n in ("target_tahun", "target_renstra")
            for x in PERSEN.findall(besaran(b, n))}  # fmt: skip
    isi = teks(
        x for x in urut(buka(k.byte)) if isinstance(x, Table) or x.style.name not in ("Kutipan Bidang", "Catatan")
    )
    tercetak = {x.replace("\u00a0", " ") for x in PERSEN.findall(isi)}
    assert len(tercetak) > 25
    assert tercetak <= {x.replace("\u00a0", " ") for x in sah}


def test_putusan_kalimat_mengikuti_angkanya(k):
    isi = per_analisis(buka(k.byte))
    for b in utama(k.t):
        kalimat = [x.text for x in isi[b["kode_sasaran"]][judul(1)]
                   if isinstance(x, Paragraph) and x.text.startswith(f"{ucap.nama(b)} ")]  # fmt: skip
        assert len(kalimat) == 1
        assert ("belum mencapai target" in kalimat[0]) == (bulat(b["capaian_tahun_pct"]) < 100)
        assert f"capaian {persen(b['capaian_tahun_pct'])}" in kalimat[0]


def test_putusan_acak_tidak_pernah_bertentangan(contoh):
    """Whatever the figures are: verdict, distance and direction agree with what is printed."""
    acak = random.Random(7)
    dasar = utama(contoh.t)
    for _ in range(600):
        b = dict(acak.choice([x for x in dasar if x["jenis_target"] in ("angka", "rasio")]))
        b["capaian_tahun_pct"] = acak.choice(
            [0.0, 99.994, 99.995, 99.999, 100.0, 100.004, 250.0, acak.uniform(-50, 200)]
        )
        selisih = acak.choice([0.0, 0.004, -0.004, 0.005, acak.uniform(-9, 9)])
        kalimat = ucap.kalimat_target(b, {"selisih": selisih})
        tercetak = float(re.search(r"capaian (-?[\d.]+,\d\d)", kalimat)[1].replace(".", "").replace(",", "."))
        assert ("belum mencapai target" in kalimat) == (tercetak < 100)
        assert ("setelah dibulatkan" in kalimat) == (tercetak >= 100 > b["capaian_tahun_pct"])
        arah = "lebih tinggi" if bulat(selisih) > 0 else "lebih rendah" if bulat(selisih) < 0 else "sama dengan target"
        assert arah in kalimat
        lalu = {"nama": "Tahun 2024", "pembanding_teks": "1", "selisih": selisih, "arah": ""}
        gerak = ucap.kalimat_lalu(b, [lalu])
        kata_gerak = "naik" if bulat(selisih) > 0 else "turun" if bulat(selisih) < 0 else "sama dengan tahun 2024"
        assert f" {kata_gerak}" in gerak


@pytest.mark.parametrize(
    ("nilai", "putusan"),
    [
        ([100.0, 99.996], "Menunjang: targetnya tercapai"),
        ([100.0, 99.994], "Menunjang sebagian: ada target belum tercapai"),
        ([40.0, float("nan")], "Belum menunjang: targetnya belum tercapai"),
        ([float("nan")], "Belum dapat dinilai"),
        ([], "Belum dapat dinilai"),
    ],
)
def test_pengaruh_program(nilai, putusan):
    assert ucap.pengaruh(nilai) == putusan


def test_realisasi_renstra_yang_menumpuk_disebut(contoh):
    b = next(x for x in contoh.t["capaian"].to_dict("records") if x["kode_indikator"] == "TK-04")
    b |= {"realisasi_renstra_lalu": 78.0, "capaian_renstra_pct": 30.357}
    assert "capaian 30,36\u00a0%, termasuk realisasi sampai tahun lalu 78\u00a0orang" in ucap.kalimat_renstra(b)
    assert "tahun lalu" not in ucap.kalimat_renstra(b | {"konsolidasi": "akhir"})


def test_standar_dari_params(contoh, tmp_path):
    akar = tmp_path / "kantor"
    shutil.copytree(contoh.akar, akar)
    aturan = akar / "params" / "aturan-2025.yaml"
    standar = "standar:\n  TK-01:\n    - {nama: Rata-rata nasional, nilai: 4.85, tahun: 2025, sumber: BPS}\n"
    aturan.write_text(aturan.read_text(encoding="utf-8") + standar, encoding="utf-8")
    jalan(2025, 4, akar)
    kantor = muat(akar, 2025)
    t = dict(baca(kantor.olahan(P), TABEL, ASAL_TABEL))
    isi = teks(per_analisis(buka(lkjip_docx(t, kantor, P)))["S1"][judul(4)])
    assert "Rata-rata nasional 2025 4,85 %" in isi and "lebih baik" in isi
    assert "Standar provinsi atau nasional untuk TK-02: data tidak tersedia." in isi


# ---- what is missing, and whose words -------------------------------------------------------------------------------
def test_yang_tidak_ada_disebut(luwu):
    """Luwu Utara's report gives no earlier years, Renstra targets, standards or causes."""
    isi = per_analisis(buka(luwu.byte))
    for b in utama(luwu.t):
        for n in (2, 3, 4, 5):
            blok = isi[b["kode_sasaran"]][judul(n)]
            sebut = [x.text for x in blok if isinstance(x, Paragraph) and x.text.endswith("data tidak tersedia.")]
            assert any(b["kode_indikator"] in x for x in sebut), (n, b["kode_indikator"])
            minta = [x.text for x in blok if isinstance(x, Paragraph) and x.style.name == ISIAN]
            assert any(b["kode_indikator"] in x for x in minta)
    assert "Anggaran yang membiayai sasaran ini: data tidak tersedia." in teks(isi["P6"][judul(6)])
    assert "Program dan kegiatan yang membiayai sasaran ini: data tidak tersedia." in teks(isi["P6"][judul(7)])


def test_indikator_tanpa_angka(contoh):
    t = {n: df.copy() for n, df in contoh.t.items()}
    i = t["capaian"].index[t["capaian"]["kode_indikator"] == "TK-02"]
    kosong = {"status": "belum_dilaporkan", "status_ket": "Realisasi TW IV belum dilaporkan.", "predikat": "",
              "realisasi_sd_teks": ""}  # fmt: skip
    for kolom, nilai in kosong.items():
        t["capaian"].loc[i, kolom] = nilai
    for kolom in ("realisasi_sd", "capaian_sd_pct", "capaian_tahun_pct", "capaian_renstra_pct"):
        t["capaian"].loc[i, kolom] = float("nan")
    isi = per_analisis(buka(lkjip_docx(t, contoh.kantor, P)))["S1"]
    satu = teks(isi[judul(1)])
    assert "(TK-02): belum dilaporkan. Realisasi TW IV belum dilaporkan." in satu
    assert "1 mencapai target tahun, 1 belum dapat dinilai (TK-02)." in satu
    assert "(TK-02): realisasi tahun 2025 data tidak tersedia." in teks(isi[judul(2)])


def test_kata_bidang_dikutip_sebagai_miliknya(contoh):
    isi = per_analisis(buka(contoh.byte))
    for b in utama(contoh.t):
        kutipan = [x.text for x in isi[b["kode_sasaran"]][judul(5)]
                   if isinstance(x, Paragraph) and x.style.name == "Kutipan Bidang"]  # fmt: skip
        for kolom in ("pendorong", "penghambat", "tindak_lanjut", "penjelasan"):
            if b[kolom]:
                milik = [x for x in kutipan if f"“{b[kolom].rstrip('.')}”" in x]
                assert milik and all(f"menurut {b['bidang']}: " in x for x in milik)


def test_tanda_contoh_dan_belum_sah(contoh, luwu):
    dok = buka(contoh.byte)
    assert dok.sections[0].header.paragraphs[0].text == "DATA CONTOH"
    assert any(p.style.name == "Peringatan" and "contoh" in p.text for p in dok.paragraphs)
    lain = buka(luwu.byte)
    assert lain.sections[0].header.paragraphs[0].text == ""
    awas = [p.text for p in lain.paragraphs if p.style.name == "Peringatan"]
    assert len(awas) == 1 and awas[0].startswith("Belum lolos validasi")


# ---- how it is made -------------------------------------------------------------------------------------------------
def test_kepala_tabel_berulang(k):
    tabel = buka(k.byte).tables
    assert len(tabel) > 20
    for t in tabel:
        sifat = [r._tr.trPr for r in t.rows]
        assert sifat[0].find(qn("w:tblHeader")) is not None
        assert all(s is None or s.find(qn("w:tblHeader")) is None for s in sifat[1:])
        lebar = sum(int(x.get(qn("w:w"))) for x in t._tbl.tblGrid.iter(qn("w:gridCol")))
        assert abs(lebar - Cm(16.3).twips) < 20


def test_gaya_kertas_dan_bahasa(k):
    dok = buka(k.byte)
    assert (dok.sections[0].page_width.cm, dok.sections[0].page_height.cm) == pytest.approx((21, 29.7), abs=0.01)
    tempat = [p for p in dok.paragraphs if p.style.name == ISIAN]
    assert len(tempat) == sum(p.text.startswith("[Lengkapi: ") for p in dok.paragraphs) > 50
    assert all(p.text.endswith("]") for p in tempat)
    sifat = dok.styles[ISIAN].element.pPr
    assert sifat.find(qn("w:shd")).get(qn("w:fill")) == "FFF6DA"
    assert len(sifat.find(qn("w:pBdr"))) == 4
    bahasa = {x.get(qn("w:val")) for x in dok.styles.element.iter(qn("w:lang"))}
    assert bahasa == {"id-ID"}
    assert dok.core_properties.language == "id-ID"
    assert dok.core_properties.modified.strftime("%Y-%m-%d") == "2025-12-31"


def test_byte_sama_di_dua_folder(contoh, tmp_path):
    akar = tmp_path / "kantor lain"
    shutil.copytree(contoh.akar, akar)
    lain = tulis_lkjip(muat(akar, 2025), 2025)
    assert lain == akar / "reports/2025/TW4" / NAMA
    assert lain.read_bytes() == contoh.byte == lkjip_docx(contoh.t, contoh.kantor, P)
    with zipfile.ZipFile(io.BytesIO(contoh.byte)) as z:
        assert {x.date_time for x in z.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any(str(contoh.akar).encode() in z.read(x) for x in z.infolist())


@pytest.mark.parametrize(
    "jahat",
    [
        '{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc.exe" }',
        '</w:t></w:r><w:fldSimple w:instr="INCLUDETEXT x"/>',
        "=cmd|' /C calc'!A0 ]]> &amp; <b>",
        "a\x00b\x1bc\ufffe\u202e\r\n\tz",
        "x" * 5000,
        "😀 漢字",
    ],
)
def test_tulisan_orang_tetap_tulisan(contoh, jahat):
    t = {n: df.copy() for n, df in contoh.t.items()}
    for kolom in ("indikator", "sasaran", "satuan", "pendorong", "penghambat", "tindak_lanjut", "pic", "status_ket"):
        t["capaian"][kolom] = jahat
    for kolom in ("uraian", "keterangan"):
        t["tindak_lanjut"][kolom] = jahat
    t["serapan"]["nama"] = jahat
    t["banding"]["sumber"] = jahat
    t["sasaran"]["efisiensi_ket"] = jahat
    isi = lkjip_docx(t, contoh.kantor, P)
    dok, bersih = buka(isi), buka(contoh.byte)
    assert _ruas(dok) == {"PAGE", "NUMPAGES", "SEQ", "TOC"} == _ruas(bersih)
    assert {r.reltype for r in dok.part.rels.values()} == {r.reltype for r in bersih.part.rels.values()}
    tampak = teks(urut(dok))
    assert re.split(r"[\x00-\x1f]", jahat)[0][:60] in tampak
    assert not re.search(r"[\x00-\x08\x0b-\x1f\ufffe\u202e]", tampak)


def _ruas(dok):
    """First word of every field's instruction, in text, header and footer."""
    bagian = [dok.element, dok.sections[0].header._element, dok.sections[0].footer._element]
    ruas = [x.get(qn("w:instr")) for b in bagian for x in b.iter(qn("w:fldSimple"))]
    return {x.split()[0] for x in ruas + [x.text for b in bagian for x in b.iter(qn("w:instrText"))]}


def test_sasaran_besar_tabelnya_yang_bicara(contoh):
    """With many indicators sentences name only those that missed their target."""
    t = {n: df.copy() for n, df in contoh.t.items()}
    t["capaian"]["kode_sasaran"], t["capaian"]["dalam_gabungan"] = "S1", True
    satu = per_analisis(buka(lkjip_docx(t, contoh.kantor, P)))["S1"][judul(1)]
    butir = [x.text for x in satu if isinstance(x, Paragraph) and x.style.name == "List Bullet"]
    assert len(butir) == sum(bulat(x) < 100 for x in t["capaian"]["capaian_tahun_pct"])
    assert all("belum mencapai" in x for x in butir)
    assert len(next(x for x in satu if isinstance(x, Table)).rows) == len(t["capaian"]) + 1


# ---- command, release, archive --------------------------------------------------------------------------------------
def test_hanya_triwulan_empat(contoh, tmp_path, capsys):
    with pytest.raises(GalatKinerja, match="Triwulan IV"):
        lkjip_docx(contoh.t, contoh.kantor, Periode(2025, 2))
    assert draf_rilis(contoh.t, contoh.kantor, Periode(2025, 3)) == {}
    akar = tmp_path / "baru"
    shutil.copytree(contoh.akar / "params", akar / "params")
    assert main(["lkjip", "--tahun", "2025", "--akar", str(akar)]) == 1
    pesan = capsys.readouterr().err.strip()
    assert pesan.startswith("LKjIP memerlukan hasil Triwulan IV tahun 2025") and "\n" not in pesan


def test_perintah_tidak_menimpa_hasil_kerja_perencana(contoh, tmp_path, capsys):
    akar = tmp_path / "kantor"
    shutil.copytree(contoh.akar, akar)
    perintah = ["lkjip", "--tahun", "2025", "--akar", str(akar)]
    folder = akar / "reports/2025/TW4"
    assert main(perintah) == main(perintah) == 0
    assert [p.name for p in folder.glob("LKjIP*")] == [NAMA]
    dok = Document(folder / NAMA)
    dok.add_paragraph("Uraian perencana.")
    dok.core_properties.modified = dok.core_properties.modified.replace(year=2026)
    dok.save(folder / NAMA)
    capsys.readouterr()
    assert main(perintah) == 0
    assert "tidak ditimpa" in capsys.readouterr().out
    assert Document(folder / NAMA).paragraphs[-1].text == "Uraian perencana."
    assert (folder / "LKjIP-Bab-III (2).docx").read_bytes() == contoh.byte
    (folder / NAMA).write_bytes(b"bukan docx")
    assert simpan_lkjip(folder, contoh.byte).name == "LKjIP-Bab-III (2).docx"


def test_rilis_dan_arsip_memuatnya(contoh, tmp_path):
    akar = tmp_path / "kantor"
    shutil.copytree(contoh.akar, akar)
    kantor = muat(akar, 2025)
    berkas, _ = tulis_rilis(kantor, P, keadaan((), muat_sop(kantor)))
    rev = akar / "data/sop/2025/TW4/rev0" / NAMA
    assert rev in berkas
    assert rev.read_bytes() == (akar / "reports/2025/TW4" / NAMA).read_bytes() == contoh.byte
    anggota = kumpulkan(kantor, P, 0, catatan_run(kantor, P)).isi
    assert anggota[f"laporan/{NAMA}"].read_bytes() == anggota[f"sop/2025/TW4/rev0/{NAMA}"].read_bytes() == contoh.byte
