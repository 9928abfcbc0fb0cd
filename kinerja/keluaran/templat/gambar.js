/* Draws the charts of the page: Indonesian numbers, the page's colours, the layout that fits the width. */
(function () {
  "use strict";
  /* px: what bars need between the names and the figures of the wide layout; the paper's width; a third of it */
  var BATANG = 180, CETAK = 690, CETAK_KECIL = 212;
  var gelap = window.matchMedia("(prefers-color-scheme: dark)");
  var mencetak = false;
  var pilihan = { displayModeBar: false, displaylogo: false, responsive: false, showTips: false, doubleClick: false };

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

  function gambar(wadah, isi) {
    var lebar = mencetak ? (wadah.dataset.kecil ? CETAK_KECIL : CETAK) : wadah.clientWidth;
    if (!lebar) return;
    var jadi = warnai(isi, gelap.matches && !mencetak ? GELAP : {});
    var tata = jadi.layout;
    var luas = tata.meta && tata.meta.lebar, tepi = (luas && luas.margin) || { l: 200, r: 200 };
    if (luas && lebar - tepi.l - tepi.r >= BATANG) Object.assign(tata, luas);
    delete tata.meta;
    tata.width = lebar;
    wadah.style.minHeight = tata.height + "px";
    window.Plotly.react(wadah, jadi.data, tata, pilihan);
  }

  var semua = Array.prototype.map.call(document.querySelectorAll("script[data-grafik]"), function (s) {
    var wadah = document.getElementById(s.dataset.grafik);
    if (wadah.parentNode.classList.contains("kecil")) wadah.dataset.kecil = "1";
    return { wadah: wadah, isi: JSON.parse(s.textContent), lebar: 0 };
  });
  function gambarSemua(paksa) {
    if (!window.Plotly) return;
    semua.forEach(function (g) {
      if (!paksa && g.lebar === g.wadah.clientWidth) return;
      g.lebar = g.wadah.clientWidth;
      gambar(g.wadah, g.isi);
    });
  }

  var tunda = 0;
  window.addEventListener("resize", function () {
    clearTimeout(tunda);
    tunda = setTimeout(function () { if (!mencetak) gambarSemua(false); }, 120);
  });
  if (gelap.addEventListener) gelap.addEventListener("change", function () { gambarSemua(true); });

  /* On paper: light colours, the paper's width, and the folds that belong to the report opened. */
  var dibuka = [];
  window.addEventListener("beforeprint", function () {
    mencetak = true;
    dibuka = Array.prototype.filter.call(document.querySelectorAll("details.cetak"), function (d) { return !d.open; });
    dibuka.forEach(function (d) { d.open = true; });
    gambarSemua(true);
  });
  window.addEventListener("afterprint", function () {
    mencetak = false;
    dibuka.forEach(function (d) { d.open = false; });
    gambarSemua(true);
  });

  /* The library lies packed in the page; unpacked, its text is a script that the page's policy knows by its hash. */
  function buka() {
    var biner = atob(document.getElementById("pustaka-grafik").textContent.trim());
    var bita = new Uint8Array(biner.length);
    for (var i = 0; i < biner.length; i++) bita[i] = biner.charCodeAt(i);
    return new Response(new Blob([bita]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  }
  function pasang(teks) {
    var skrip = document.createElement("script");
    skrip.textContent = teks;
    document.head.appendChild(skrip);
    gambarSemua(true);
  }
  if (window.DecompressionStream) buka().then(pasang);
  else document.getElementById("peramban-lama").hidden = false;
})();
