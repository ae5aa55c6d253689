list-not-read = Die Liste konnte nicht gelesen werden
list-cut = Nur die ersten { $number } werden gezeigt. Mit einem Suchwort erscheinen andere.
list-no-match = Nichts in dieser Liste passt dazu
list-show-all = Alle zeigen
list-find = Suchen in { $label }
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
list-news = { $count ->
    [0] Zeigen, was sich geändert hat
    [one] Eine neue
   *[other] { $count } neue
}
