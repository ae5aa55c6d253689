list-not-read = Die Liste konnte nicht gelesen werden
list-cut = Nur die ersten { $number } werden gezeigt. Mit einem Suchwort erscheinen andere.
list-no-match = Nichts in dieser Liste passt dazu
list-show-all = Alle zeigen
list-find = In „{ $label }“ suchen
list-count = { $count ->
    [one] Eine Zeile
   *[other] { $number } Zeilen
}
list-read = Neu lesen
list-save = Liste speichern
list-as-csv = Als CSV, für eine Tabellenkalkulation
list-as-json = Als JSON, für ein Programm
list-columns = Spalten
list-columns-first = Wie ausgeliefert
list-some-failed = { $count ->
    [one] Einmal ging es nicht: { $why }
   *[other] { $count }-mal ging es nicht: { $why }
}
list-some-left = { $count ->
    [one] Eine wurde nicht mehr begonnen: Es wurde abgebrochen. Sie bleibt ausgewählt.
   *[other] { $number } wurden nicht mehr begonnen: Es wurde abgebrochen. Sie bleiben ausgewählt.
}
list-undone = { $count ->
    [one] Es ist rückgängig gemacht.
   *[other] { $number } sind rückgängig gemacht.
}
list-and-more = { $count ->
    [one] und eines mehr
   *[other] und { $number } mehr
}
list-undo-stopped = Es wurde abgebrochen: Nicht alles ist rückgängig gemacht.
list-asking = Der Server sucht es in der ganzen Liste
list-cut-here = Nur in den ersten { $number } gesucht: Die Liste ist länger.
list-cut-found = Vom Gefundenen werden nur die ersten { $number } gezeigt. Ein genaueres Suchwort zeigt andere.
list-news = { $count ->
    [0] Zeigen, was sich geändert hat
    [one] Eine neue
   *[other] { $count } neue
}
list-act-on = { $act }: { $name }
