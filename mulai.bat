@echo off
rem Klik dua kali: menu untuk Windows. Folder kantor boleh diseret ke atas berkas ini.
rem Hanya huruf ASCII dan akhir baris CRLF, supaya cmd.exe membacanya sama di semua komputer.
rem Apa pun yang diketik hanya dipakai sebagai !NAMA!, jadi tidak pernah dijalankan sebagai perintah.
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul
title Pengukuran data kinerja
pushd "%~dp0"
if errorlevel 1 (
  echo Folder aplikasi tidak dapat dibuka.
  pause
  exit /b 1
)
set "KANTOR="
if exist "folder-kantor.txt" set /p KANTOR=<"folder-kantor.txt"
if not "%~1"=="" set "KANTOR=%~f1"

rem Jangan memasang Python hanya karena ditanya.
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
set "PY="
rem Bekal di sebelah hanya memuat paket untuk Python tertentu; versi itu didahulukan.
if exist "..\paket\bekal.txt" (
  for /f "usebackq tokens=1-3" %%A in ("..\paket\bekal.txt") do if "%%A %%B"=="jalan windows" call :coba py -%%C
)
for %%V in (3.13 3.12 3.11) do call :coba py -%%V
call :coba python
if not defined PY goto tanpa_python
setlocal EnableDelayedExpansion
set "TAHUN="
set "TW="
call :rapikan
if defined DITOLAK goto kantor

:menu
set "PILIH="
echo.
echo   PENGUKURAN DATA KINERJA
if defined KANTOR (echo   Folder kantor: !KANTOR!) else echo   Folder kantor: folder aplikasi ini
echo.
echo   1  jalan      mengukur satu triwulan dan membuat laporannya
echo   2  formulir   membuat formulir kosong untuk setiap bidang
echo   3  status     siapa belum melapor, dan pesan WhatsApp untuk setiap bidang
echo   4  lab        membuka buku kerja di JupyterLab
echo   5  kantor     mengganti folder kantor
echo   6  keluar
echo.
set /p "PILIH=Pilih 1 sampai 6, lalu Enter: "
if "!PILIH!"=="1" goto jalan
if "!PILIH!"=="2" goto formulir
if "!PILIH!"=="3" goto status
if "!PILIH!"=="4" goto lab
if "!PILIH!"=="5" goto kantor
if "!PILIH!"=="6" goto keluar
if not defined PILIH goto keluar
echo Pilihan itu tidak ada.
goto menu

:jalan
call :tanya_waktu
%PY% mulai.py jalan --tahun "!TAHUN!" --triwulan "!TW!" !AKAR!
if "%ERRORLEVEL%"=="0" goto buka
if not "%ERRORLEVEL%"=="2" goto menu
:buka
set "LAPORAN=reports\!TAHUN!\TW!TW!\laporan.html"
if defined KANTOR set "LAPORAN=!KANTOR!\!LAPORAN!"
if exist "!LAPORAN!" start "" "!LAPORAN!"
goto menu

:formulir
call :tanya_waktu
%PY% mulai.py formulir --tahun "!TAHUN!" --triwulan "!TW!" !AKAR!
goto menu

:status
call :tanya_waktu
%PY% mulai.py status --tahun "!TAHUN!" --triwulan "!TW!" !AKAR!
goto menu

:lab
echo Untuk menutup JupyterLab: tekan Ctrl+C dua kali di jendela ini.
%PY% mulai.py lab !AKAR!
goto menu

:kantor
echo Ketik atau tempel nama folder kantor, misalnya D:\kinerja-dinas. Enter saja: folder aplikasi ini.
set "KANTOR="
set /p "KANTOR=Folder kantor: "
call :rapikan
if defined DITOLAK goto kantor
if defined KANTOR (>"folder-kantor.txt" echo !KANTOR!) else if exist "folder-kantor.txt" del "folder-kantor.txt"
goto menu

:tanya_waktu
rem Enter saja memakai jawaban sebelumnya.
set "BARU="
set /p "BARU=Tahun [!TAHUN!]: "
if defined BARU set "TAHUN=!BARU!"
set "BARU="
set /p "BARU=Triwulan 1 sampai 4 [!TW!]: "
if defined BARU set "TW=!BARU!"
exit /b 0

:rapikan
rem Copy as path memberi tanda kutip: dibuang. Folder yang tidak ada ditolak.
rem Titik di akhir: garis miring tepat sebelum tanda kutip akan dibaca sebagai bagian dari nama.
set "AKAR="
set "DITOLAK="
if not defined KANTOR exit /b 0
set "BARU=!KANTOR!"
if not exist "!KANTOR!\" set "KANTOR=!KANTOR:~1,-1!"
if not defined KANTOR goto tidak_ada
if not exist "!KANTOR!\" goto tidak_ada
set AKAR=--akar "!KANTOR!\."
exit /b 0

:tidak_ada
echo Folder !BARU! tidak ditemukan.
set "KANTOR="
set "DITOLAK=ya"
exit /b 0

:coba
if defined PY exit /b 0
%* -c "import sys; sys.exit(sys.version_info < (3, 11) or sys.maxsize < 2**32)" >nul 2>nul
if "%ERRORLEVEL%"=="0" set "PY=%*"
exit /b 0

:tanpa_python
echo.
echo   Python 3.11, 3.12, atau 3.13 (64 bit) belum ada di komputer ini.
echo.
echo   1. Ambil pemasangnya di https://www.python.org/downloads/windows/
echo      atau dari flashdisk bila dibawakan bersama bekal.
echo   2. Waktu memasang, centang "Add python.exe to PATH".
echo   3. Klik dua kali mulai.bat sekali lagi.
echo.
pause
popd
exit /b 1

:keluar
popd
exit /b 0
