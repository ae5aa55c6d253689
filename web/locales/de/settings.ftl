settings-about = Jede Einstellung wird mit ihrem gehärteten Wert ausgeliefert. Abweichungen sind markiert; dabei steht, wer sie gesetzt hat.
settings-find = Einstellung suchen
settings-rooms = Teile des Servers
settings-every = Alle Einstellungen
settings-hardening = Härtung
settings-hardening-about = Die Einstellungen, um die es in Anleitungen zur Härtung geht. Alle anderen stehen bei den Teilen des Servers.
settings-of-domains = Bestehende Domains behalten, was sie haben.
settings-of-domains-way = Wo Domains abweichen, und wie sie zurückgesetzt werden
settings-drifted = { $count ->
    [one] 1 weicht ab
   *[other] { $count } weichen ab
}
settings-saved = { $count ->
    [one] Eine Einstellung wurde gespeichert.
   *[other] { $count } Einstellungen wurden gespeichert.
}
settings-undone = Die Einstellungen sind wieder wie zuvor.
settings-changed-meanwhile = Jemand anderes hat inzwischen Einstellungen geändert. Sehen Sie sich die Unterschiede an und speichern Sie noch einmal.
settings-not-insisted = Es wurde nichts gespeichert: Was abgelehnt wurde, ist inzwischen geändert oder verworfen.
settings-not-read = Die Einstellungen konnten nicht gelesen werden
settings-passwords = Passwörter der Routen
settings-passwords-about = Womit sich der Server anmeldet, wo eine Route Mails übergibt. Eine Route nennt eines unter „Geheimnis“; es wird versiegelt aufbewahrt und nie wieder gezeigt.
settings-passwords-not-read = Die Passwörter der Routen konnten nicht gelesen werden
settings-passwords-none = Es ist keines hinterlegt.
settings-password-add = Passwort hinterlegen
settings-password-of = Passwort { $name }
settings-password-name = Name
settings-password-name-help = So nennen es die Routen: Buchstaben, Ziffern, „-“, „_“ und „.“.
settings-password-value = Passwort
settings-password-value-help = Des Benutzers, als der sich die Route am anderen Server anmeldet.
settings-password-keep = Hinterlegen
settings-password-kept = Das Passwort { $name } ist hinterlegt.
settings-password-set = Setzen
settings-password-renew = Neu setzen
settings-password-since = Hinterlegt seit { $at }
settings-password-none-kept = Es gibt keines
settings-password-routes = Routen: { $routes }
settings-password-used = Eine andere Einstellung nennt es
settings-password-unused = Keine Route nennt es
settings-password-delete = Löschen
settings-password-delete-why = Niemand kann es zurückgeben: Es wird nirgends gezeigt.
settings-password-deleted = Das Passwort { $name } ist gelöscht.
settings-password-missing = Unter diesem Namen ist kein Passwort hinterlegt: Mails für diese Route warten, bis es eines gibt.
