logs-about = Was der Server getan hat, Zeile für Zeile. Die neuesten Zeilen stehen unten.
logs-levels = Stufen und Aufbewahrung
logs-save-day = Einen Tag speichern
logs-save = Speichern
logs-follow = Mitlesen
logs-follow-end = Mitlesen beenden
logs-text = Text
logs-text-hint = Irgendwo in der Zeile
logs-log = Protokoll
logs-log-all = Alle Protokolle
logs-log-smtp_in = SMTP eingehend
logs-log-smtp_out = SMTP ausgehend
logs-log-delivery = Zustellung
logs-log-imap = IMAP
logs-log-pop3 = POP3
logs-log-web = Web
logs-log-ids = Angriffserkennung
logs-log-spam = Spamprüfungen
logs-log-administration = Verwaltung
logs-log-store = Mailspeicher
logs-log-server = Server
logs-since = Wie weit zurück
logs-since-15m = 15 Minuten
logs-since-1h = Eine Stunde
logs-since-24h = Einen Tag
logs-since-7d = Eine Woche
logs-since-30d = 30 Tage
logs-since-all = Alles, was aufbewahrt ist
logs-since-range = Von … bis …
logs-from = Von
logs-until = Bis
logs-search = Suchen
logs-whole = Ganze Sitzungen
logs-whole-help = Alle Zeilen jeder Sitzung mit einem Treffer, in allen Protokollen.
logs-more = Adresse, Konto, Nachricht, Sitzung
logs-term-ip = Adresse des Clients
logs-term-account = Konto, Absender oder Empfänger
logs-term-message = Kennung der Nachricht
logs-term-session = Sitzung
logs-clear = Alles leeren
logs-date = Datum
logs-time = Uhrzeit
logs-as-kept = So steht es im Protokoll
logs-the-line = die Zeile
logs-utc = In UTC
logs-session = Sitzung
logs-event = Ereignis
logs-details = Einzelheiten
logs-what = Was geschah
logs-count = { $count ->
    [one] Eine Zeile
   *[other] { $number } Zeilen
}
logs-live = · neue erscheinen, sobald sie kommen
logs-lost = · die Verbindung ist abgerissen; sie wird wieder versucht
logs-cut = Nur die letzten { $number } Zeilen werden gezeigt. Suchen Sie genauer, um frühere zu sehen, oder speichern Sie den Tag.
logs-held = { $count ->
    [0] Sie lesen weiter oben. Neue Zeilen warten.
    [one] Sie lesen weiter oben. Eine neue Zeile wartet.
   *[other] Sie lesen weiter oben. { $number } neue Zeilen warten.
}
logs-go-on = Zu den neuesten
logs-gone = { $count ->
    [one] Eine frühere Zeile wird nicht mehr gezeigt. Sie steht weiter im Protokoll.
   *[other] { $number } frühere Zeilen werden nicht mehr gezeigt. Sie stehen weiter im Protokoll.
}
logs-ended = Der Server hat das beendet. Drücken Sie „Mitlesen“, um wieder zu beginnen.
logs-looks = Die Protokolle werden durchsucht
logs-stopped = Die Suche wurde angehalten
logs-stopped-before = Die Suche wurde angehalten. Diese Zeilen sind von der vorigen.
logs-again = Noch einmal suchen
logs-none = Dazu gibt es keine Zeile
logs-none-yet = Noch keine Zeile
logs-none-about = Suchen Sie weiter zurück, in allen Protokollen oder mit weniger Wörtern. Was geschrieben wird, hängt von der Stufe jedes Protokolls ab.
logs-not-read = Die Protokolle konnten nicht durchsucht werden
logs-broken = Beschädigte Zeile
logs-this-session = Diese ganze Sitzung
logs-this-message = Diese Nachricht
logs-this-ip = Diese Adresse
logs-this-account = Dieses Konto
logs-day = Tag
logs-day-help = In UTC, wie das Protokoll die Tage zählt.
logs-only = Nur Treffer dieser Suche
logs-raw = Als JSON, ein Objekt je Zeile
logs-story = Was mit ihr geschah
