"""The words of the region's pages, in both languages.

Owns: Indonesian first, English second.
"""

from collections.abc import Mapping

REGION: Mapping[str, tuple[str, str]] = {
    "region": ("Keadaan wilayah: {office}", "The region: {office}"),
    "region.all": ("Semua wilayah", "All regions"),
    "region.for": (
        "Bagaimana keadaan setiap UPT. Setiap angka membuka daftarnya.",
        "How each unit stands. Each number opens its list.",
    ),
    "regions.for": (
        "Bagaimana keadaan setiap wilayah. Buka satu untuk melihat UPT di dalamnya.",
        "How each region stands. Open one to see its units.",
    ),
    "region.none": (
        "Belum ada rekomendasi untuk wilayah ini. Yang dicatat Ombudsman akan tampil di sini.",
        "There is no recommendation for this region yet. What the Ombudsman records shows here.",
    ),
    "region.sum": (
        "{overdue} terlambat, {soon} jatuh tempo dalam 14 hari, {escalated} dalam eskalasi, "
        "{all} seluruhnya.",
        "{overdue} overdue, {soon} due within 14 days, {escalated} escalated, {all} in all.",
    ),
    "region.unheard": (
        "{count} lewat tanggalnya, tetapi belum disebut terlambat: data dari pencatatan belum "
        "sampai.",
        "{count} are past their date, but not called overdue yet: the data from recording have not "
        "arrived.",
    ),
    "region.unheard_since": (
        "{count} lewat tanggalnya, tetapi belum disebut terlambat: data dari pencatatan ditunggu "
        "sejak {since}.",
        "{count} are past their date, but not called overdue yet: the data from recording are "
        "awaited since {since}.",
    ),
    "region.grid": ("UPT menurut status", "Units by status"),
    "regions.grid": ("Wilayah menurut status", "Regions by status"),
    "region.office": ("Kantor", "Office"),
    "region.overdue": ("terlambat", "overdue"),
    "region.soon": ("jatuh tempo ≤ 14 hari", "due within 14 days"),
    "region.escalated": ("dalam eskalasi", "escalated"),
    "region.all_of": ("seluruhnya", "in all"),
    "region.total": ("Jumlah", "Total"),
    "region.coming": ("14 hari ke depan", "The next 14 days"),
    "region.coming.none": (
        "Tidak ada yang jatuh tempo dalam 14 hari ke depan.",
        "Nothing falls due within the next 14 days.",
    ),
    "region.coming.more": (
        "Hanya {most} yang pertama yang tampil; bukalah register untuk sisanya.",
        "Only the first {most} show; open the register for the rest.",
    ),
    "region.quarters": ("Per triwulan", "By quarter"),
    "region.quarters.says": (
        "Batang per triwulan: dicatat, selesai, dan terlambat pada akhir triwulan. Angkanya ada "
        "di tabel.",
        "Bars by quarter: recorded, completed, and overdue at the quarter's end. The table has the "
        "numbers.",
    ),
    "region.quarter": ("Triwulan {number} {year}", "Quarter {number}, {year}"),
    "region.quarter.short": ("TW {number} {year}", "Q{number} {year}"),
    "region.recorded": ("dicatat", "recorded"),
    "region.completed": ("telah dilaksanakan", "implemented"),
    "region.overdue_then": ("terlambat pada akhirnya", "overdue at its end"),
    "region.escalated_then": ("dalam eskalasi pada akhirnya", "escalated at its end"),
    "case.then": ("Keadaan {on}", "As of {on}"),
    "list.pada": ("Keadaan pada tanggal", "As of"),
    "list.then": (
        "Keadaan pada {at}: yang terjadi sesudahnya tidak dihitung.",
        "As of {at}: what happened later is left out.",
    ),
    "list.pada.ask": ("Lihat keadaan hari lampau", "See how it stood on a past day"),
    "list.pada.fault": (
        "Isi tanggal sebelum hari ini.",
        "Give a date before today.",
    ),
    "list.now": ("Kembali ke hari ini", "Back to today"),
    "forecast": ("Perkiraan", "Forecast"),
    "forecast.for": (
        "Apa yang akan terjadi bila tidak ada yang berbuat apa-apa: pengingat, jatuh tempo dan "
        "eskalasi, dihitung oleh aturan yang sama. Tidak ada yang disimpan.",
        "What will happen if nobody does anything: reminders, due dates and escalations, by the "
        "same rules. Nothing is kept.",
    ),
    "forecast.until": ("Sampai tanggal", "Until"),
    "forecast.show": ("Hitung", "Work it out"),
    "forecast.none": (
        "Tidak ada yang akan terjadi sampai {on}.",
        "Nothing will happen until {on}.",
    ),
    "forecast.fault": (
        "Pilih tanggal dari hari ini sampai {last}.",
        "Choose a date from today to {last}.",
    ),
    "forecast.more": (
        "Rekomendasi berikutnya",
        "The next recommendations",
    ),
    "forecast.provisional": (
        "Sementara: ada hari libur yang tanggalnya belum ditetapkan.",
        "Provisional: some holiday has no fixed date yet.",
    ),
}
