quarantine-about = Mails, die niemand bekommt, bis jemand sie angesehen hat. Sie erscheinen als Text: Nichts darin wird geöffnet.
quarantine-from = Von
quarantine-to = An
quarantine-reason = Warum sie hier ist
quarantine-since = Hier seit
quarantine-size = Größe
quarantine-login = Gesendet von
quarantine-ip = Kam von
quarantine-subject-field = Betreff
quarantine-from-field = Nennt als Absender
quarantine-date-field = Nennt als Datum
quarantine-text = Der Anfang, als Text
quarantine-kinds = Weshalb etwas hier ist
quarantine-kind-all = Alle
quarantine-kind-spam = Spam
quarantine-kind-attachment = Anhänge
quarantine-kind-scanner = Vom Scanner gemeldet
quarantine-kind-unknown = Art unbekannt
quarantine-sides = Woher sie kamen
quarantine-side-all = Von überall
quarantine-side-in = Von außen
quarantine-side-out = Von eigenen Nutzern
quarantine-release = Freigeben
quarantine-released = { $count ->
    [one] Die Nachricht ist unterwegs und nicht mehr aufzuhalten.
   *[other] { $count } Nachrichten sind unterwegs und nicht mehr aufzuhalten.
}
quarantine-release-why = Eine freigegebene Nachricht ist sofort unterwegs und lässt sich nicht zurückholen.
quarantine-release-title = { $count ->
    [one] Eine Nachricht aus der Quarantäne freigeben
   *[other] { $count } Nachrichten aus der Quarantäne freigeben
}
quarantine-release-carries = Was freigegeben wird, ist sofort unterwegs und lässt sich nicht zurückholen, mit allem, was es mitbringt. Wer es bekommt, kann es öffnen.
quarantine-delete = Löschen
quarantine-delete-title = { $count ->
    [one] Eine Nachricht in Quarantäne löschen
   *[other] { $count } Nachrichten in Quarantäne löschen
}
quarantine-delete-why = Sie ist verloren: Niemand bekommt sie, und niemand erfährt davon. Das lässt sich nicht rückgängig machen.
quarantine-deleted = { $count ->
    [one] Die Nachricht ist gelöscht.
   *[other] { $count } Nachrichten sind gelöscht.
}
quarantine-none = Die Quarantäne ist leer
quarantine-none-about = Was nach den Regeln für Anhänge und Spam erst angesehen werden soll, steht hier, mit dem Grund.
quarantine-no-spam = Kein Spam in Quarantäne
quarantine-no-spam-about = Was nach den Regeln für Spam erst angesehen werden soll, steht hier, mit dem Grund.
quarantine-not-shown = Die Nachricht konnte nicht gelesen werden
quarantine-story = Was mit ihr geschah
