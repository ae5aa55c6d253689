programs-title = Anwendungspasswörter
programs-about = Ein Passwort für jedes Mailprogramm oder Gerät. Geht ein Gerät verloren, entziehen Sie nur dessen Passwort.
programs-label = Wofür es ist
programs-label-help = Etwa: Telefon, Laptop, Thunderbird zu Hause.
programs-opens = Öffnet
programs-from = Von
programs-used = Zuletzt benutzt
programs-expires = Läuft ab
programs-everywhere = überall
programs-never = nie
programs-no-end = nie
programs-over = abgelaufen
programs-reads-only = nur lesen
programs-kinds = Welche Passwörter
programs-kind-all = Alle
programs-kind-used = Benutzt
programs-kind-never-used = Nie benutzt
programs-kind-over = Abgelaufen
programs-add = Anwendungspasswort anlegen
programs-make = Anlegen
programs-read-only = Nur lesen: Nichts wird geändert, gelöscht oder gesendet
programs-networks = Nur aus diesen Netzen
programs-networks-help = Etwa 192.0.2.0/24. Leer lassen für überall.
programs-expires-in = Es läuft ab
programs-life-30d = In 30 Tagen
programs-life-90d = In 90 Tagen
programs-life-365d = In einem Jahr
programs-life-none = Nie
programs-needs-protocol = Wählen Sie mindestens etwas, das es öffnet.
programs-remove = Entziehen
programs-remove-title = { $count ->
    [one] Anwendungspasswort entziehen
   *[other] { $count } Anwendungspasswörter entziehen
}
programs-remove-about = { $count ->
    [one] Das Programm, das es benutzt, kann sich nicht mehr anmelden, und seine Verbindungen enden. Sie können ein neues anlegen.
   *[other] Die Programme, die sie benutzen, können sich nicht mehr anmelden, und ihre Verbindungen enden. Sie können neue anlegen.
}
programs-removed = { $count ->
    [one] Es ist entzogen.
   *[other] { $count } Passwörter sind entzogen.
}
programs-none = Noch keine Anwendungspasswörter
programs-none-about = Legen Sie für jedes Mailprogramm eines an. Dann bleibt Ihr eigenes Passwort bei Ihnen.
programs-made = Passwort für { $label }
programs-shown-once = Es wird nur jetzt gezeigt. Kopieren Sie es in das Programm; niemand kann es noch einmal zeigen.
programs-user-name = Benutzername
programs-password = Anwendungspasswort
programs-how-to = Wie ein Mailprogramm eingerichtet wird
programs-done = Fertig
programs-tokens = Token
programs-tokens-about = Programme, die sich mit OAuth anmelden, haben diese statt eines Passworts. Ihr Administrator legt sie an; entziehen Sie, was Sie nicht kennen.
programs-tokens-none = Keines ist übrig.
programs-tokens-not-read = Ihre Token konnten nicht gelesen werden
programs-token-remove-title = Token entziehen
programs-token-remove-about = Das Programm, das es benutzt, kann sich nicht mehr anmelden, und seine Verbindungen enden. Ihr Administrator kann ein neues anlegen.
