"""The words of importing letters: Indonesian first, English second."""

from collections.abc import Mapping

IMPORTING: Mapping[str, tuple[str, str]] = {
    "import.nothing": ("tidak ada", "none"),
    "import.title": ("Impor surat", "Import letters"),
    "import.for": (
        "Isi templatnya, lalu unggah. Berkasnya diperiksa dulu: yang keliru ditunjukkan di "
        "selnya, dan belum ada yang tersimpan.",
        "Fill in the template, then upload it. It is checked first: what is wrong is shown in its "
        "cell, and nothing is stored yet.",
    ),
    "import.file": ("Berkas XLSX atau CSV", "XLSX or CSV file"),
    "import.file.hint": (
        "Paling banyak {rows} baris dan {megabytes} MiB. Satu baris satu rekomendasi; baris dengan "
        "nomor yang sama adalah satu surat.",
        "At most {rows} rows and {megabytes} MiB. A row is a recommendation; rows with the same "
        "number are one letter.",
    ),
    "import.check": ("Periksa berkas", "Check the file"),
    "import.checking": (
        "Berkas dengan lima ribu baris perlu beberapa detik.",
        "A file of five thousand rows takes some seconds.",
    ),
    "import.busy": ("Sedang memeriksa …", "Checking …"),
    "import.fault.file": ("Pilih satu berkas XLSX atau CSV.", "Choose one XLSX or CSV file."),
    "import.fault.over": (
        "Berkas ini tidak lagi menunggu: disimpan satu jam saja. Unggah sekali lagi.",
        "This file is not waiting any more: it is kept for an hour. Upload it again.",
    ),
    "import.template": ("1. Templat", "1. The template"),
    "import.upload": ("2. Berkas yang sudah diisi", "2. The file, filled in"),
    "import.template.for": (
        "UPT, layanan, bentuk, dan tingkat risiko dipilih dari daftar. Kolom berhuruf tebal wajib "
        "diisi; lembar terakhir menerangkan setiap kolom.",
        "Unit, service, kind and severity are chosen from lists. Bold columns must be filled in; "
        "the last sheet explains each column.",
    ),
    "import.template.xlsx": ("Unduh templat XLSX", "Download the XLSX template"),
    "import.template.csv": ("Unduh baris judul CSV", "Download the CSV header"),
    "import.columns": ("Yang perlu diketahui", "What to know"),
    "import.columns.dates": (
        "Tanggal ditulis tahun-bulan-hari, misalnya 2022-01-25.",
        "Dates are written year-month-day, as in 2022-01-25.",
    ),
    "import.columns.several": (
        "Beberapa nilai dalam satu sel dipisahkan |, misalnya persyaratan|jangka_waktu.",
        "Several values in a cell are separated by |, as in persyaratan|jangka_waktu.",
    ),
    "import.columns.unit": (
        "UPT boleh ditulis dengan kode, nama, atau nama lain yang terdaftar.",
        "A unit may be written by its code, name or alias.",
    ),
    "import.columns.due": (
        "due_on hanya untuk saran: tanggal, none (tanpa tenggat), atau kosong (menurut ketentuan).",
        "due_on is for advice alone: a date, none (no deadline), or empty (by the rule).",
    ),
    "dry": ("Hasil pemeriksaan", "What the check found"),
    "dry.clean": (
        "{rows} baris dibaca, tidak ada yang keliru. Belum ada yang tersimpan.",
        "Read: {rows} rows; nothing is wrong. Nothing is stored yet.",
    ),
    "dry.repeats": (
        "Yang mengulang temuan 24 bulan terakhir dicatat sebagai temuan berulang, dan Kanwil "
        "diberi tahu.",
        "What repeats a finding of the last 24 months is recorded as a repeat, and the Kanwil is "
        "told.",
    ),
    "dry.wrong": (
        "{rows} baris dibaca. Ada {faults} kesalahan pada {faulty} baris, jadi tidak ada yang "
        "tersimpan. Perbaiki di berkas Anda, lalu unggah lagi.",
        "Read: {rows} rows. Faults: {faults}, in {faulty} rows; so nothing is stored. "
        "Mend them in your file, then upload it again.",
    ),
    "dry.wrong.file": (
        "Berkas ini belum dapat dibaca, jadi tidak ada yang tersimpan.",
        "This file cannot be read yet, so nothing is stored.",
    ),
    "dry.of_file": ("Berkas", "The file"),
    "dry.column": ("Kolom {column}: {fault}", "Column {column}: {fault}"),
    "dry.row": ("Baris", "Row"),
    "dry.row_number": ("Baris {number}", "Row {number}"),
    "dry.table": ("Baris yang keliru", "Rows with faults"),
    "dry.empty": ("kosong", "empty"),
    "dry.page": ("Halaman {page} dari {pages}", "Page {page} of {pages}"),
    "dry.before": ("Baris sebelumnya", "Earlier rows"),
    "dry.after": ("Baris berikutnya", "Further rows"),
    "dry.again": ("Unggah berkas yang sudah diperbaiki", "Upload the mended file"),
    "dry.letters": ("Yang akan dicatat", "What will be recorded"),
    "dry.letter": ("{count} rekomendasi untuk {units}", "{count} recommendations for {units}"),
    "dry.more": ("dan {count} surat lagi", "and {count} more letters"),
    "dry.import": ("Impor {count} rekomendasi", "Import {count} recommendations"),
    "dry.time": (
        "Semuanya tersimpan sekaligus, atau tidak sama sekali; lima ribu baris perlu beberapa "
        "detik. Yang sudah dimulai tetap selesai bila halaman ini tertutup: buka lagi alamatnya.",
        "All of it is stored at once, or nothing; five thousand rows take some seconds. What has "
        "begun is finished even if this page is closed: open its address again.",
    ),
    "dry.busy": ("Sedang mencatat …", "Recording …"),
    "dry.other": ("Pilih berkas lain", "Choose another file"),
    "imported": ("Impor selesai", "The import is done"),
    "imported.for": (
        "{letters} surat dengan {count} rekomendasi tersimpan.",
        "Stored: {letters} letters with {count} recommendations.",
    ),
    "imported.repeats": (
        "{count} di antaranya temuan berulang.",
        "Repeat findings among them: {count}.",
    ),
    "imported.count": ("{count} rekomendasi", "{count} recommendations"),
    "imported.register": ("Lihat di register", "See them in the register"),
    "imported.again": ("Impor berkas lain", "Import another file"),
    "sheet.letters": ("surat", "letters"),
    "sheet.columns": ("kolom", "columns"),
    "sheet.required": ("wajib", "required"),
}
