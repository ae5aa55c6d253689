audit-about = Jede Prüfung sieht selbst nach und sagt, warum es wichtig ist und was zu tun ist.
audit-checks = Prüfungen
audit-check = Was stimmt, wenn sie bestanden ist
audit-standing = Stand
audit-standings = Nach Stand
audit-standing-all = Alle
audit-standing-bad = Schlecht
audit-standing-warn = Warnung
audit-standing-passed = Bestanden
audit-standing-not-checked = Ungeprüft
audit-severity = Schweregrad
audit-severity-low = gering
audit-severity-medium = mittel
audit-severity-high = hoch
audit-severity-critical = kritisch
audit-group = Gruppe
audit-groups-all = Alle Gruppen
audit-group-all = { $group } ({ $all })
audit-group-failed = { $group }: { $failed ->
    [one] ein Befund
   *[other] { $failed } Befunde
}
audit-group-settings = Einstellungen
audit-group-ids = Angriffserkennung
audit-group-relay = Relay
audit-group-listeners = Listener
audit-group-certificates = Zertifikate
audit-group-accounts = Konten
audit-group-dns = DNS
audit-group-files = Dateien
audit-group-process = Prozess
audit-group-system = Rechner
audit-found = Gefunden
audit-set-by = Gesetzt am { $at } von { $name }
audit-set-not-read = Wer das gesetzt hat, konnte nicht gelesen werden
audit-seen = Was angesehen wurde
audit-not-checked-why = Warum nicht geprüft werden konnte
audit-why = Warum es wichtig ist
audit-what-to-do = Was zu tun ist
audit-can-mend = Der Server kann das selbst beheben. Was er ändert, wird festgehalten und lässt sich zurücknehmen.
audit-or-by-command = Oder mit einem Befehl:
audit-command = Befehl
audit-to-page = Von Hand beheben
audit-to-records = Alle Einträge von { $domain }
audit-to-setting = Einstellung { $key }
audit-mend = Beheben
audit-mended = { $count ->
    [one] Der Befund ist behoben.
   *[other] { $count } Befunde sind behoben.
}
audit-mended-all = { $count ->
    [0] Es war nichts mehr zu beheben.
    [one] Ein Wert ist berichtigt.
   *[other] { $count } Werte sind berichtigt.
}
audit-mend-all = Gefahrloses beheben ({ $count })
audit-runs = Die Prüfung läuft
audit-mends = Der Server behebt, was er kann
audit-stopped = Sie haben die Prüfung abgebrochen.
audit-run-again = Erneut prüfen
audit-no-checks = Es wurde nichts geprüft
audit-score = Punkte
audit-of-hundred = von 100
audit-failed = { $count ->
    [one] Ein Befund zu beheben
   *[other] { $count } Befunde zu beheben
}
audit-all-passed = Alles Geprüfte stimmt
audit-counts = { $passed } bestanden, { $unknown } ungeprüft. { $at }
audit-over-time = Punkte der täglichen Prüfungen
audit-no-history = Die Prüfung jedes Tages setzt hier einen Punkt. Es gab noch keine.
audit-history-not-read = Die Punkte früherer Tage konnten nicht gelesen werden
audit-break-out = Ausbruchsprobe
audit-break-out-about = Der Server versucht von innen, aus dem auszubrechen, was ihn festhält: andere Dateien zu öffnen, ein Programm auszuführen, root zu werden. Was nicht aufgehalten wird, richtet keinen Schaden an. Was der Filter aufhält, steht als verweigerter Systemaufruf im Protokoll.
audit-break-out-try = Ausbruch versuchen
audit-break-out-runs = Der Server versucht auszubrechen
audit-break-out-not-tried = Der Server konnte nicht versuchen auszubrechen
audit-break-out-attempts = Was versucht wurde, und was es aufgehalten hat
audit-break-out-at = Versucht am { $at }
audit-break-out-stopped = { $count ->
    [one] Der Versuch wurde aufgehalten
   *[other] Alle { $count } Versuche wurden aufgehalten
}
audit-break-out-through = { $count ->
    [one] Ein Versuch ist gelungen
   *[other] { $count } Versuche sind gelungen
}
audit-break-out-tried = Versuch: { $attempt }
audit-break-out-stopped-by = Aufgehalten: { $by }
audit-break-out-succeeded = Nichts hat ihn aufgehalten
audit-mendings = Was behoben wurde
audit-mendings-not-read = Was behoben wurde, konnte nicht gelesen werden
audit-no-mendings = Bisher wurde nichts behoben.
audit-all-mendings = Alle zeigen
audit-by = von { $name }
audit-of-domain = { $setting } von { $domain }
audit-mode-of = Rechte von { $path }
audit-mended-then = Behebung { $number }
audit-taken-back = Das ist zurückgenommen.
audit-taken-back-but = { $count ->
    [one] Das ist zurückgenommen, bis auf einen Wert, den jemand seitdem geändert hat.
   *[other] Das ist zurückgenommen, bis auf { $count } Werte, die jemand seitdem geändert hat.
}
