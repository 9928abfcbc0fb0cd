/* Unpacks what kinerja packed (halaman_kemas.py): letters of base 85 to bytes, then LZMA with lc=3, lp=0, pb=0.
   The method is that of the public LZMA specification; names follow it where they are its own. */
function dariHuruf(isi, abjad) {
  "use strict";
  var nilai = new Uint8Array(128), bita = new Uint8Array(isi.length / 5 * 4), i, j = 0, n;
  for (i = 0; i < abjad.length; i++) nilai[abjad.charCodeAt(i)] = i;
  for (i = 0; i < isi.length; i += 5) {
    n = 0;
    for (var k = 0; k < 5; k++) n = n * 85 + nilai[isi.charCodeAt(i + k)];
    bita[j++] = n / 16777216;
    bita[j++] = n >>> 16;
    bita[j++] = n >>> 8;
    bita[j++] = n;
  }
  return bita;
}

/* Returns {isi, sampai}: the bytes, and a function that unpacks on until there are as many as it is told. */
function pembongkar(masuk, panjang) {
  "use strict";
  /* Where each table of probabilities begins. */
  var MATCH = 0, REP = 12, REP_G0 = 24, REP_G1 = 36, REP_G2 = 48, REP0_LONG = 60, SLOT = 72, ALIGN = 328, POS = 344,
    LEN = 472, REP_LEN = 746, LITERAL = 1020;
  var p = new Uint16Array(LITERAL + (0x300 << 3)).fill(1024), keluar = new Uint8Array(panjang);
  var baca = 5, n = 0, keadaan = 0, rep0 = 0, rep1 = 0, rep2 = 0, rep3 = 0, rentang = 4294967295, kode = 0, i;
  for (i = 1; i < 5; i++) kode = kode * 256 + masuk[i];

  function rapatkan() {
    if (rentang < 16777216) {
      if (baca >= masuk.length) throw new Error("isi terpotong");
      rentang *= 256;
      kode = kode * 256 + masuk[baca++];
    }
  }
  function bit(letak) {
    var v = p[letak], batas = (rentang >>> 11) * v, hasil = 0;
    if (kode < batas) {
      rentang = batas;
      p[letak] = v + ((2048 - v) >> 5);
    } else {
      rentang -= batas;
      kode -= batas;
      p[letak] = v - (v >> 5);
      hasil = 1;
    }
    rapatkan();
    return hasil;
  }
  function pohon(letak, banyak) {
    var m = 1;
    for (var k = 0; k < banyak; k++) m = (m << 1) | bit(letak + m);
    return m - (1 << banyak);
  }
  function pohonBalik(letak, banyak) {
    var m = 1, hasil = 0;
    for (var k = 0; k < banyak; k++) {
      var b = bit(letak + m);
      m = (m << 1) | b;
      hasil |= b << k;
    }
    return hasil;
  }
  function langsung(banyak) {
    var hasil = 0;
    while (banyak--) {
      rentang = Math.floor(rentang / 2);
      hasil *= 2;
      if (kode >= rentang) {
        kode -= rentang;
        hasil += 1;
      }
      rapatkan();
    }
    return hasil;
  }
  function bacaPanjang(letak) {
    if (!bit(letak)) return pohon(letak + 2, 3);
    if (!bit(letak + 1)) return 8 + pohon(letak + 10, 3);
    return 16 + pohon(letak + 18, 8);
  }
  function bacaJarak(len) {
    var slot = pohon(SLOT + Math.min(len, 3) * 64, 6), banyak = (slot >> 1) - 1;
    if (slot < 4) return slot;
    var jarak = (2 | (slot & 1)) * Math.pow(2, banyak);
    if (slot < 14) return jarak + pohonBalik(POS + jarak - slot, banyak);
    return jarak + langsung(banyak - 4) * 16 + pohonBalik(ALIGN, 4);
  }
  function bacaHuruf() {
    var letak = LITERAL + 0x300 * ((n ? keluar[n - 1] : 0) >>> 5), h = 1;
    if (keadaan >= 7) {
      var pola = keluar[n - rep0 - 1];
      do {
        var cocok = (pola >> 7) & 1, b = bit(letak + ((1 + cocok) << 8) + h);
        pola <<= 1;
        h = (h << 1) | b;
        if (cocok !== b) break;
      } while (h < 256);
    }
    while (h < 256) h = (h << 1) | bit(letak + h);
    keluar[n++] = h;
    keadaan = keadaan < 4 ? 0 : keadaan < 10 ? keadaan - 3 : keadaan - 6;
  }
  /* Reads which earlier piece comes again; returns its length. */
  function bacaUlangan() {
    if (!bit(REP + keadaan)) {
      rep3 = rep2;
      rep2 = rep1;
      rep1 = rep0;
      var len = bacaPanjang(LEN);
      rep0 = bacaJarak(len);
      keadaan = keadaan < 7 ? 7 : 10;
      return len + 2;
    }
    if (!bit(REP_G0 + keadaan)) {
      if (!bit(REP0_LONG + keadaan)) {
        keadaan = keadaan < 7 ? 9 : 11;
        return 1;
      }
    } else {
      var jarak = rep1;
      if (bit(REP_G1 + keadaan)) {
        jarak = rep2;
        if (bit(REP_G2 + keadaan)) {
          jarak = rep3;
          rep3 = rep2;
        }
        rep2 = rep1;
      }
      rep1 = rep0;
      rep0 = jarak;
    }
    keadaan = keadaan < 7 ? 8 : 11;
    return bacaPanjang(REP_LEN) + 2;
  }
  function sampai(batas) {
    while (n < batas) {
      if (!bit(MATCH + keadaan)) {
        bacaHuruf();
        continue;
      }
      var len = bacaUlangan();
      if (rep0 >= n || n + len > panjang) throw new Error("isi rusak");
      for (; len > 0; len--, n++) keluar[n] = keluar[n - rep0 - 1];
    }
    return n;
  }
  return { isi: keluar, sampai: sampai };
}

function crc32(bita) {
  "use strict";
  var tabel = new Int32Array(256), c, i, k;
  for (i = 0; i < 256; i++) {
    for (c = i, k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ -306674912 : c >>> 1;
    tabel[i] = c;
  }
  for (c = -1, i = 0; i < bita.length; i++) c = (c >>> 8) ^ tabel[(c ^ bita[i]) & 255];
  return (c ^ -1) >>> 0;
}
