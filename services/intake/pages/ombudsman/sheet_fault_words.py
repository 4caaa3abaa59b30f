"""What can be wrong with a letter file, as people are told it: as `fault_words`, for sheets."""

from collections.abc import Mapping

SHEETS: Mapping[str, tuple[str, str]] = {
    "The column is missing.": (
        "Kolom ini tidak ada. Pakai baris judul dari templat.",
        "This column is missing. Use the template's header.",
    ),
    "No such column is known; remove it.": (
        "Kolom ini tidak dikenal. Hapus dari berkas.",
        "No such column is known. Remove it.",
    ),
    "The column stands twice; remove one.": (
        "Kolom ini ada dua kali. Hapus salah satu.",
        "The column stands twice. Remove one.",
    ),
    "Row {row} says otherwise of the same letter.": (
        "Berbeda dengan baris {row}, padahal suratnya sama. Samakan keduanya.",
        "Row {row} says otherwise of the same letter. Make them alike.",
    ),
    "This row has more cells than the header.": (
        "Baris ini memuat lebih banyak sel daripada baris judul.",
        "This row has more cells than the header.",
    ),
    "There is no row below the header.": (
        "Belum ada baris di bawah baris judul.",
        "There is no row below the header.",
    ),
    "A letter file has at most {most} rows.": (
        "Berkas surat paling banyak {most} baris. Bagi menjadi beberapa berkas.",
        "A file has at most {most} rows. Make several of it.",
    ),
    "A letter file has at most {most} columns.": (
        "Berkas surat paling banyak {most} kolom. Pakai baris judul dari templat.",
        "A file has at most {most} columns. Use the template's header.",
    ),
    "A letter file has at most {most} bytes.": (
        "Berkas terlalu besar: paling banyak 25 MiB.",
        "The file is too large: at most 25 MiB.",
    ),
    "A letter file ends in .json, .csv or .xlsx.": (
        "Pilih berkas CSV atau XLSX.",
        "Choose a CSV or XLSX file.",
    ),
    "Save it as CSV in UTF-8.": (
        "Simpan sebagai CSV UTF-8, atau sebagai XLSX.",
        "Save it as CSV UTF-8, or as XLSX.",
    ),
    "This line is not CSV: {why}.": (
        "Baris ini bukan CSV yang utuh. Periksa tanda kutipnya.",
        "This line is not whole CSV. Check its quotes.",
    ),
    "This workbook would unpack to more than any letter needs.": (
        "Buku kerja ini terlalu besar. Hapus lembar dan gambar yang tidak perlu.",
        "This workbook is too large. Remove needless sheets and pictures.",
    ),
    "This is not an XLSX workbook.": (
        "Berkas ini bukan buku kerja XLSX. Simpan ulang dari Excel.",
        "This is no XLSX workbook. Save it anew from Excel.",
    ),
    "Cell {cell} holds a formula without a result: type its value instead.": (
        "Sel {cell} memuat rumus tanpa hasil: ketik nilainya.",
        "Cell {cell} holds a formula without a result: type its value.",
    ),
    "An earlier letter of this file has this number; take another.": (
        "Surat lain di berkas ini sudah memakai nomor ini.",
        "An earlier letter of this file has this number.",
    ),
}
