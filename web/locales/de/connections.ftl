connections-about = Wer gerade mit welchem Dienst verbunden ist und wer sich angemeldet hat.
connections-open = Offene Verbindungen
connections-sessions = Sitzungen
connections-service = Dienst
connections-services = Welche Verbindungen
connections-all = Alle
connections-address = Adresse
connections-port = Port
connections-from-port = Von Port { $port }
connections-held = Je Adresse
connections-account = Konto
connections-nobody = nicht angemeldet
connections-since = Seit
connections-state = Gerade
connections-state-greeting = hat noch nichts gesagt
connections-state-handshake = baut TLS auf
connections-state-login = meldet sich an
connections-state-command = wartet auf einen Befehl
connections-state-envelope = kündigt eine Nachricht an
connections-state-message = liefert eine Nachricht ein
connections-state-working = der Server arbeitet
connections-state-sending = ruft eine Nachricht ab
connections-state-idle = wartet auf neue Nachrichten
connections-active = Zuletzt aktiv
connections-octets = Empfangen / gesendet
connections-tls = TLS
connections-plain = unverschlüsselt
connections-session = Im Protokoll
connections-drop = Trennen
connections-dropped = { $count ->
    [one] Die Verbindung ist getrennt. Das Programm kann sich neu verbinden.
   *[other] { $count } Verbindungen sind getrennt. Die Programme können sich neu verbinden.
}
connections-block = Adresse sperren
connections-block-one = Gesperrt wird eine Adresse auf einmal. Wählen Sie Verbindungen derselben Adresse.
connections-none = Niemand ist verbunden
connections-none-about = Wer sich mit einem Dienst dieses Servers verbindet, steht hier.
connections-who = Wer
connections-kind = Art
connections-kinds = Welche Sitzungen
connections-kind-administrators = Verwaltung
connections-kind-users = Nutzer
connections-kind-in-name = Im Namen eines Nutzers
connections-by = Durch wen und warum
connections-browser = Browser
connections-began = Begonnen
connections-end-one = Diese Sitzung beenden
connections-ended-one = { $count ->
    [one] Diese Sitzung ist beendet.
   *[other] { $count } Sitzungen sind beendet.
}
connections-end = Alle Sitzungen beenden
connections-ended = { $count ->
    [one] Alle diese Sitzungen sind beendet.
   *[other] Sie sind beendet, mit allen anderen Sitzungen derselben Personen.
}
connections-end-own = Eigene Sitzungen beenden
connections-end-own-why = Auch Sie werden abgemeldet und müssen sich neu anmelden.
connections-no-sessions = Niemand ist angemeldet
