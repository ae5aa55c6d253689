listeners-about = Welche Dienste antworten, an welchen Adressen und Ports, und wie sie verschlüsselt sind.
listeners-add = Neuer Zugang
listeners-change = Ändern
listeners-save = Speichern und ausprobieren
listeners-none = Es wird nichts angeboten
listeners-service = Dienst
listeners-service-smtp = Post von anderen Servern
listeners-service-submission = Post von Benutzern
listeners-service-lmtp = Post von einem Server davor
listeners-service-imap = Post lesen, IMAP
listeners-service-pop3 = Post abholen, POP3
listeners-service-api = Web
listeners-address = Adresse
listeners-address-help = Eine Adresse dieses Rechners. :: sind alle, auch IPv4.
listeners-port = Port
listeners-no-port = Der Port ist eine Zahl von 1 bis 65535.
listeners-tls = TLS
listeners-tls-help = TLS vom ersten Byte an lässt unterwegs nichts zum Entfernen übrig.
listeners-tls-api = Das Web wird immer mit TLS vom ersten Byte an angeboten.
listeners-tls-implicit = vom ersten Byte an
listeners-tls-starttls = auf Wunsch des Clients
listeners-tls-none = keines
listeners-roles = Bietet an
listeners-roles-help = Seiten fragen die API: Sie gehört zu allem, was Seiten anbietet.
listeners-roles-all = alles
listeners-role-webmail = Webmail
listeners-role-admin = Verwaltung
listeners-role-api = API
listeners-role-dav = DAV
listeners-certificate = Zertifikat
listeners-certificate-help = Für Clients, die keinen Namen nennen oder einen, den kein Zertifikat abdeckt.
listeners-certificate-by-name = nach Hostnamen
listeners-certificates = Zertifikate
listeners-host-names = Hostnamen
listeners-host-names-help = Clients, die einen anderen Namen nennen, werden abgewiesen. Keine: jeder Name ist recht.
listeners-any-name = beliebig
listeners-proxies = Vertraute Proxys
listeners-proxies-help = Netze von Lastverteilern davor, die sagen, wen sie bringen. Sonst wird niemandem geglaubt.
listeners-no-proxies = keine
listeners-most = Verbindungen zugleich
listeners-state = Zustand
listeners-open = { $count ->
    [0] offen
    [one] offen, eine Sitzung
   *[other] offen, { $number } Sitzungen
}
listeners-closed = nicht offen
listeners-kinds = Welche Zugänge
listeners-kind-all = Alle
listeners-kind-mail = Post
listeners-kind-web = Web
listeners-kind-plain = Ohne TLS
listeners-kind-closed = Nicht offen
listeners-remove = Entfernen
listeners-removed = { $count ->
    [one] Der Zugang ist entfernt. Drücken Sie „Behalten“, wenn es so bleiben soll.
   *[other] { $count } Zugänge sind entfernt. Drücken Sie „Behalten“, wenn es so bleiben soll.
}
listeners-own = Sie sind über diesen Zugang hier. Ändern Sie ihn über einen anderen oder mit der Kommandozeile: Misslingt es, könnte diese Seite ihn nicht zurückstellen.
listeners-trial = Die Zugänge wurden geändert. Ohne „Behalten“ werden sie zurückgestellt in { $seconds ->
    [one] einer Sekunde
   *[other] { $seconds } Sekunden
}.
listeners-trial-why = Dieses Fenster tut es: Lassen Sie es so lange offen. Wird es vorher geschlossen, bleibt die Änderung. Prüfen Sie jetzt, ob Sie noch hereinkommen.
listeners-keep = Behalten
listeners-kept = Die Zugänge bleiben, wie sie sind.
listeners-put-back = Jetzt zurückstellen
listeners-are-back = Die Zugänge sind wieder wie vorher.
listeners-not-back = Die Zugänge konnten nicht zurückgestellt werden: { $why }
