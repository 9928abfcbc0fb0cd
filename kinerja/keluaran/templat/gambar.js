/* Brings the charts to life: the static drawings show from the start; when plotly is unpacked, each of its figures takes
   the place of a drawing of the same size. Whatever fails, the drawing stays. */
(function () {
  "use strict";
  var POTONG = 400000; /* bytes unpacked at a stretch, so that the page can be scrolled meanwhile */
  var gelap = window.matchMedia("(prefers-color-scheme: dark)");
  var pilihan = { displayModeBar: false, displaylogo: false, responsive: false, showTips: false, doubleClick: false };
  var semua = [];

  /* A colour is written for a light page; GELAP holds its pair. */
  function warnai(isi, peta) {
    if (typeof isi === "string") return peta[isi] || isi;
    if (Array.isArray(isi)) return isi.map(function (x) { return warnai(x, peta); });
    if (isi && typeof isi === "object") {
      var baru = {};
      Object.keys(isi).forEach(function (k) { baru[k] = warnai(isi[k], peta); });
      return baru;
    }
    return isi;
  }

  /* The page's styles decide which drawing shows; the figure follows it. */
  function lebar(wadah) {
    var luas = wadah.querySelector(".g-lebar");
    return luas !== null && window.getComputedStyle(luas).display !== "none";
  }

  function gambar(g) {
    var px = g.wadah.clientWidth, jadi = warnai(g.isi, gelap.matches ? GELAP : {}), tata = jadi.layout;
    if (!px) return Promise.resolve();
    var meta = tata.meta || {};
    if (meta.lebar && lebar(g.wadah)) {
      Object.assign(tata, meta.lebar);
      if (meta.lebar_y) jadi.data.forEach(function (d) { d.y = meta.lebar_y; });
    }
    delete tata.meta;
    tata.width = g.lebar = px;
    return window.Plotly.react(g.hidup, jadi.data, tata, pilihan).then(function () { g.wadah.classList.add("siap"); });
  }
  function diam(g) { g.wadah.classList.remove("siap"); }

  /* One after the other, with a pause for the reader's own doings. */
  function gambarSemua(paksa) {
    var antre = semua.filter(function (g) { return paksa || g.lebar !== g.wadah.clientWidth; });
    function lanjut() {
      var g = antre.shift();
      if (!g) return;
      Promise.resolve(g).then(gambar).catch(function () { diam(g); }).then(function () { setTimeout(lanjut, 0); });
    }
    lanjut();
  }

  var tunda = 0;
  window.addEventListener("resize", function () {
    clearTimeout(tunda);
    tunda = setTimeout(function () { if (!window.matchMedia("print").matches) gambarSemua(false); }, 120);
  });
  if (gelap.addEventListener) gelap.addEventListener("change", function () { gambarSemua(true); });

  /* Paper shows the drawings; the folds that belong to the report are opened for it. */
  var dibuka = [];
  window.addEventListener("beforeprint", function () {
    dibuka = Array.prototype.filter.call(document.querySelectorAll("details.cetak"), function (d) { return !d.open; });
    dibuka.forEach(function (d) { d.open = true; });
  });
  window.addEventListener("afterprint", function () { dibuka.forEach(function (d) { d.open = false; }); });

  /* Library and figures lie packed in the page. Unpacked, the library is a script that the page's policy knows by its
     hash; the check sum comes before it, so that a damaged one is left alone. */
  function buka(id) {
    return new Promise(function (selesai, gagal) {
      var unsur = document.getElementById(id), panjang = Number(unsur.dataset.panjang);
      var p = pembongkar(dariHuruf(unsur.textContent, ABJAD), panjang), n = 0;
      (function potong() {
        try {
          n = p.sampai(Math.min(panjang, n + POTONG));
          if (n < panjang) return void setTimeout(potong, 0);
          if (crc32(p.isi) !== Number(unsur.dataset.sidik)) throw new Error("isi rusak");
          selesai(new TextDecoder().decode(p.isi));
        } catch (e) {
          gagal(e);
        }
      })();
    });
  }
  function pasang(teks) {
    var skrip = document.createElement("script");
    skrip.textContent = teks;
    document.head.appendChild(skrip);
  }
  function mulai() {
    Promise.all([buka("data-grafik"), buka("pustaka-grafik")]).then(function (isi) {
      var wadah = document.querySelectorAll(".kanvas");
      semua = JSON.parse(isi[0]).map(function (x, i) {
        return { wadah: wadah[i], hidup: wadah[i].querySelector(".hidup"), isi: x, lebar: 0 };
      });
      pasang(isi[1]);
      if (window.Plotly) gambarSemua(true);
    }).catch(function () { /* the drawings stay */ });
  }
  /* First let the page show. */
  window.requestAnimationFrame(function () { setTimeout(mulai, 0); });
})();
