/* Helps to read: marks where one is in the contents, filters the indicators, and shows a figure's card beside it.
   Words come in KATA, so that they stand with the report's other words. Without this script every figure is a plain
   link to its card, and everything shows. */
(function () {
  "use strict";
  function daftar(pilih, dari) { return Array.prototype.slice.call((dari || document).querySelectorAll(pilih)); }
  function unsur(nama, isi, kelas) {
    var u = document.createElement(nama);
    if (isi) u.textContent = isi;
    if (kelas) u.className = kelas;
    return u;
  }

  /* ---- contents: the section that has passed the bar is the one that is read ---- */
  var tautan = daftar(".daftar-isi a"), bagian = daftar("main > section"), bar = document.querySelector(".daftar-isi ul");
  var nanti = 0;
  function tandai() {
    nanti = 0;
    var kini = -1;
    bagian.forEach(function (b, i) { if (b.getBoundingClientRect().top < 120) kini = i; });
    if (window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2) kini = bagian.length - 1;
    tautan.forEach(function (a, i) {
      if (i !== kini) return a.removeAttribute("aria-current");
      if (a.hasAttribute("aria-current")) return;
      a.setAttribute("aria-current", "true");
      bar.scrollLeft = a.offsetLeft - bar.offsetLeft - 24;
    });
  }
  window.addEventListener("scroll", function () {
    if (!nanti) nanti = window.requestAnimationFrame(tandai);
  }, { passive: true });
  tandai();

  /* ---- filter: rows of the main tables say for whom and how well; all else follows its indicator's card ---- */
  var utama = daftar("tr[data-bidang]");
  function pilihan(judul, semua, isi) {
    var label = unsur("label", judul), pilih = unsur("select");
    pilih.appendChild(new Option(semua, ""));
    isi.forEach(function (x) { pilih.appendChild(new Option(x, x)); });
    pilih.setAttribute("aria-label", judul); /* else its choices would be part of its name */
    label.appendChild(pilih);
    return { label: label, pilih: pilih };
  }
  function kumpul(nama, urutan) {
    var isi = [], letak = {};
    utama.forEach(function (b) {
      b.dataset[nama].split("; ").forEach(function (x) {
        if (!x || isi.indexOf(x) >= 0) return;
        isi.push(x);
        letak[x] = urutan(b);
      });
    });
    return isi.sort(function (x, y) { return letak[x] - letak[y]; });
  }
  /* From the highest predicate down, then the states: a badge's class says its place in the scale. */
  function kelas(b) {
    var m = /(?:^| )p(\d)(?: |$)/.exec((b.querySelector(".keadaan .lencana") || b).className);
    return m ? Number(m[1]) : 9;
  }
  function pasangSaring() {
    var bidang = kumpul("bidang", function () { return 0; }), predikat = kumpul("predikat", kelas);
    if (utama.length < 2 || bidang.length + predikat.length < 3) return;
    var kotak = unsur("div", "", "saring"), a = pilihan(KATA.bidang, KATA.semua_bidang, bidang);
    var hitung = unsur("p", "", "saring-hasil"), ulang = unsur("button", KATA.ulang), cawang = [];
    kotak.setAttribute("role", "group");
    kotak.setAttribute("aria-label", KATA.saring);
    hitung.setAttribute("role", "status");
    hitung.setAttribute("aria-live", "polite");
    ulang.type = "button";
    if (bidang.length > 1) kotak.appendChild(a.label);
    var grup = unsur("fieldset"), kop = unsur("legend", KATA.predikat);
    grup.appendChild(kop);
    predikat.forEach(function (x) {
      var label = unsur("label"), c = unsur("input");
      c.type = "checkbox";
      c.checked = true;
      c.value = x;
      cawang.push(c);
      label.appendChild(c);
      label.appendChild(document.createTextNode(x));
      grup.appendChild(label);
    });
    kotak.appendChild(grup);
    kotak.appendChild(hitung);
    kotak.appendChild(ulang);

    function saring() {
      var tampak = {}, n = 0;
      utama.forEach(function (b) {
        var milik = !a.pilih.value || b.dataset.bidang.split("; ").indexOf(a.pilih.value) >= 0;
        var cocok = milik && cawang.some(function (c) { return c.checked && c.value === b.dataset.predikat; });
        tampak[b.dataset.i] = cocok;
        if (cocok) n++;
      });
      daftar("[data-i]").forEach(function (u) { u.classList.toggle("tak-cocok", !tampak[u.dataset.i]); });
      daftar("#sasaran tr.kelompok").forEach(function (k) {
        var u = k.nextElementSibling, isi = false;
        for (; u && !u.classList.contains("kelompok"); u = u.nextElementSibling) isi = isi || !u.classList.contains("tak-cocok");
        k.classList.toggle("tak-cocok", !isi);
      });
      var hidup = {};
      utama.forEach(function (b) {
        var s = b.closest("[data-s]").dataset.s;
        hidup[s] = hidup[s] || tampak[b.dataset.i];
      });
      daftar("[data-s]").forEach(function (u) { u.classList.toggle("tak-cocok", !hidup[u.dataset.s]); });
      hitung.textContent = KATA.tampil.replace("{n}", n).replace("{semua}", utama.length) + (n ? "" : " " + KATA.kosong);
      ulang.hidden = n === utama.length;
    }
    kotak.addEventListener("change", saring);
    ulang.addEventListener("click", function () {
      a.pilih.value = "";
      cawang.forEach(function (c) { c.checked = true; });
      saring();
      (bidang.length > 1 ? a.pilih : cawang[0]).focus();
    });
    var tempat = document.querySelector("#sasaran .keluaran");
    tempat.parentNode.insertBefore(kotak, tempat);
    saring();
  }
  if (document.querySelector("#sasaran")) pasangSaring();

  /* ---- "Angka ini dari mana?": pointing or focus shows the card, a tap or Enter keeps it open ---- */
  var panel = unsur("div", "", "asal-panel"), isi = unsur("div"), tutup = unsur("button", KATA.tutup), ke = unsur("a", KATA.ke_kartu);
  var tetap = false, asal = null, tunda = 0;
  if (!panel.showPopover) return;
  panel.popover = "manual";
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", KATA.asal);
  panel.tabIndex = -1;
  tutup.type = "button";
  var kaki = unsur("p", "", "asal-kaki");
  kaki.appendChild(ke);
  kaki.appendChild(tutup);
  panel.appendChild(unsur("p", KATA.asal, "asal-judul"));
  panel.appendChild(isi);
  panel.appendChild(kaki);
  document.querySelector("main").appendChild(panel);

  function pindah(dari, ke_) {
    var salinan = dari.cloneNode(true);
    while (salinan.firstChild) ke_.appendChild(salinan.firstChild);
  }
  /* A card is a block of its own or a row of a table; a row is told as terms with their values. */
  function salin(kartu) {
    isi.textContent = "";
    if (kartu.tagName !== "TR") {
      pindah(kartu, isi);
    } else {
      var d = unsur("dl", "", "pasangan"), nama = unsur("p", "", "asal-nama");
      pindah(kartu.cells[0], nama);
      isi.appendChild(nama);
      Array.prototype.slice.call(kartu.cells, 1).forEach(function (sel) {
        var b = unsur("div"), dd = unsur("dd");
        if (sel.classList.contains("hampa")) return;
        b.appendChild(unsur("dt", sel.dataset.lajur));
        pindah(sel.firstChild, dd);
        b.appendChild(dd);
        d.appendChild(b);
      });
      isi.appendChild(d);
    }
    /* The card's headings are those of the appendix; here they would stand in no order. */
    daftar("h4", isi).forEach(function (h) {
      var p = unsur("p", h.textContent, "asal-nama");
      h.parentNode.replaceChild(p, h);
    });
    daftar("[id]", isi).forEach(function (x) { x.removeAttribute("id"); });
  }
  function buka(a, simpan) {
    var kartu = document.getElementById(a.hash.slice(1));
    if (!kartu) return false;
    clearTimeout(tunda);
    asal = a;
    tetap = simpan;
    salin(kartu);
    ke.href = a.hash;
    panel.showPopover();
    panel.scrollTop = 0;
    letakkan(a);
    if (simpan) panel.focus();
    return true;
  }
  function letakkan(a) {
    var r = a.getBoundingClientRect(), w = panel.offsetWidth, h = panel.offsetHeight;
    var lebar = document.documentElement.clientWidth, tinggi = window.innerHeight;
    panel.style.left = Math.max(8, Math.min(r.left, lebar - w - 8)) + "px";
    panel.style.top = Math.max(8, r.bottom + 6 + h <= tinggi ? r.bottom + 6 : r.top - h - 6 >= 8 ? r.top - h - 6 : tinggi - h - 8) + "px";
  }
  function selesai(kembali) {
    clearTimeout(tunda);
    if (!panel.matches(":popover-open")) return;
    panel.hidePopover();
    if (kembali && asal) asal.focus({ preventScroll: true });
    tetap = false;
    asal = null;
  }
  function angka(u) {
    var a = u && u.closest ? u.closest("a[href]") : null;
    return a && a !== ke && /^#[igu]\d+$/.test(a.getAttribute("href")) ? a : null;
  }
  document.addEventListener("click", function (ev) {
    var a = angka(ev.target);
    if (a && !ev.ctrlKey && !ev.metaKey && !ev.shiftKey) {
      if (buka(a, true)) ev.preventDefault();
    } else if (!panel.contains(ev.target)) selesai(false);
  });
  document.addEventListener("pointerover", function (ev) {
    var a = angka(ev.target);
    if (ev.pointerType !== "mouse" || tetap) return;
    clearTimeout(tunda);
    if (a && a !== asal && !panel.contains(a)) tunda = setTimeout(function () { buka(a, false); }, 350);
    else if (!a && !panel.contains(ev.target)) tunda = setTimeout(function () { if (!tetap) selesai(false); }, 300);
  });
  document.addEventListener("focusin", function (ev) {
    var a = angka(ev.target);
    if (panel.contains(ev.target) || (tetap && ev.target === asal)) return;
    if (a && a.matches(":focus-visible") && a !== asal) buka(a, false);
    else if (!a && asal) selesai(false);
  });
  document.addEventListener("keydown", function (ev) { if (ev.key === "Escape") selesai(tetap); });
  tutup.addEventListener("click", function () { selesai(true); });
  ke.addEventListener("click", function () { selesai(false); });
  window.addEventListener("resize", function () { selesai(false); });
  window.addEventListener("beforeprint", function () { selesai(false); });
})();
