kit-on = An
kit-off = Aus
kit-show = Anzeigen
kit-hide = Verbergen
kit-close = Schließen
kit-copy-one = { $name } kopieren
kit-copied = Kopiert
kit-secret-once = Das wird nur dieses eine Mal gezeigt. Kopieren Sie es jetzt: Der Server behält nur, womit er es prüft.
kit-secret-kept = Ich habe es
kit-cancel = Abbrechen
kit-undo = Rückgängig
kit-insist = Trotzdem ausführen
kit-dismiss = Ausblenden
kit-retry = Noch einmal versuchen
kit-loading = Wird geladen
kit-messages = Meldungen
kit-choices = Auswahl
kit-found = { $count ->
    [0] Nichts gefunden
    [one] { $count } gefunden
   *[other] { $count } gefunden
}
kit-none-found = Nichts gefunden
kit-chips = { $count ->
    [one] Ein Wert
   *[other] { $count } Werte
}
kit-remove-one = { $name } entfernen
kit-choose-all = Alle { $count } auswählen
kit-choose-none = Auswahl aufheben
kit-chosen = { $count ->
    [one] Eines ausgewählt
   *[other] { $count } ausgewählt
}
kit-type-to-confirm = Zum Bestätigen { $word } eingeben
kit-type-differs = Das ist nicht { $word }
kit-palette = Gehe zu
kit-palette-hint = Seiten und Aktionen suchen
kit-reads = Es wird gelesen
kit-stopped = Es wurde angehalten.
kit-progress-count = { $done } erledigt
kit-progress-of = { $done } von { $total }
kit-progress-since = { $seconds ->
    [one] seit einer Sekunde
   *[other] seit { $seconds } Sekunden
}
kit-progress-left = noch etwa { $seconds ->
    [one] eine Sekunde
   *[other] { $seconds } Sekunden
}
kit-progress-waits = { $seconds ->
    [one] der Server wird in einer Sekunde wieder gefragt
   *[other] der Server wird in { $seconds } Sekunden wieder gefragt
}
kit-empty-value = (leer)
kit-before = Vorher:
kit-after = Nachher:
kit-verdict-ok = In Ordnung
kit-verdict-warn = Warnung
kit-verdict-bad = Problem
kit-verdict-info = Hinweis
kit-evidence = { $count ->
    [one] Belege: ein Ereignis
   *[other] Belege: { $count } Ereignisse
}
kit-as-table = Als Tabelle
kit-as-chart = Als Diagramm
kit-one-as-table = { $title } als Tabelle
kit-one-as-chart = { $title } als Diagramm
kit-chart-most = höchstens { $most }
kit-unreachable = Der Server antwortet nicht. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal; Ihre Eingaben bleiben erhalten.
kit-not-the-server = Geantwortet hat nicht dieser Server ({ $status }). Versuchen Sie es gleich noch einmal; bleibt es dabei, sehen Sie nach, was davor steht.
kit-not-undone = Das ließ sich nicht zurücknehmen: { $why }
kit-time = Zeit
kit-chart-summary = { $label }: insgesamt { $total }, am meisten { $at } mit { $most }.
kit-chart-level = { $label }: jetzt { $last }, bisher zwischen { $least } und { $most }.
kit-chart-none = { $label }: nichts.
kit-correlation = Im Protokoll zu finden unter
kit-not-copied = Der Browser hat das Kopieren nicht zugelassen. Markieren und kopieren Sie es von Hand.
kit-strength-none = Stärke
kit-strength-0 = Sofort erraten
kit-strength-1 = Sehr schwach
kit-strength-2 = Schwach
kit-strength-3 = Stark
kit-strength-4 = Sehr stark
