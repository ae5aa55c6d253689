services-about = Womit Webformulare und Geräte senden: aus bekannten Netzen, in bekannten Namen, begrenzt je Stunde, und sonst nichts.
services-login = Meldet sich an als
services-login-help = Etwa drucker@example.org. Es hat kein Postfach.
services-description = Wofür
services-description-help = Wofür es ist, und wen man fragt.
services-networks = Von
services-networks-help = Von wo es sendet: 192.0.2.7 oder 192.0.2.0/24
services-senders = Sendet als
services-senders-help = Adressen dieses Servers, oder @domain für eine ganze. Leer: nur die eigene.
services-hourly = Je Stunde
services-hourly-help = Höchstens so viele Empfänger in der Stunde.
services-used = Zuletzt benutzt
services-used-from = { $at } von { $from }
services-never-used = nie
services-created = Angelegt
services-ends = Läuft ab
services-no-end = läuft nicht ab
services-life-same = Wie bisher
services-life-never = Nie
services-life-30d = In 30 Tagen
services-life-90d = In 90 Tagen
services-life-365d = In einem Jahr
services-states = Welche Dienstkonten
services-state-all = Alle
services-state-active = Aktiv
services-state-disabled = Deaktiviert
services-state-over = Abgelaufen
services-state-unused = Nie benutzt
services-disabled = { $count ->
    [one] Das Dienstkonto sendet nichts mehr.
   *[other] { $count } Dienstkonten senden nichts mehr.
}
services-enabled = { $count ->
    [one] Das Dienstkonto darf wieder senden.
   *[other] { $count } Dienstkonten dürfen wieder senden.
}
services-remove = Entfernen
services-remove-title = { $count ->
    [one] Dienstkonto entfernen
   *[other] { $count } Dienstkonten entfernen
}
services-remove-about = Was damit sendet, wird von jetzt an abgewiesen. Das lässt sich nicht zurücknehmen.
services-removed = { $count ->
    [one] Das Dienstkonto ist entfernt.
   *[other] { $count } Dienstkonten sind entfernt.
}
services-add = Neues Dienstkonto
services-add-verb = Anlegen
services-made = { $address } ist angelegt.
services-change = Ändern
services-change-title = { $address } ändern
services-changed = { $address } ist geändert.
services-save = Speichern
services-password-new = Neues Passwort
services-password-about = Das bisherige endet sofort: Was damit sendet, braucht das neue.
services-none = Keine Dienstkonten
services-none-about = Ein Drucker, ein Onlineshop oder ein Webformular sendet mit einem eigenen Konto, in Grenzen, und nie mit dem Passwort einer Person.
