accounts-about = Personen und ihre Postfächer.
account-parts = Teile des Kontos
account-overview = Überblick
account-sign-in = Anmeldung
account-mail = Mails
account-more = Mehr
account-not-read = Das Konto konnte nicht gelesen werden
account-is-disabled = Das Konto ist deaktiviert: Niemand meldet sich an, und Mails an das Konto werden abgewiesen. Was gespeichert ist, bleibt.
account-rename = Umbenennen
account-rename-title = { $address } umbenennen
account-rename-about = Mails, Passwörter und Schlüssel bleiben. Aliasse, Catch-alls und Dienstkonten, die das Konto nennen, ziehen mit. Wer angemeldet ist, wird abgemeldet und meldet sich künftig mit dem neuen Namen an.
account-rename-name = Name bei { $domain }
account-rename-keep = Alte Adresse behalten
account-rename-keep-help = { $address } bleibt als Alias. Ohne sie werden Mails an diese Adresse abgewiesen.
account-renamed = Das Konto heißt jetzt { $address }.
account-is-receiving = Das Konto empfängt nur: Niemand meldet sich an. Mails kommen weiter an, und die automatische Antwort geht weiter hinaus, wenn sie an ist.
account-services = Darf nutzen
account-services-help = Was nicht gewählt ist, bleibt zu, mit welchem Passwort oder Schlüssel auch immer.
account-facts = Angaben
account-edit = Ändern
account-edit-title = { $address } ändern
account-save = Speichern
account-saved = Das Konto ist geändert.
account-created = Angelegt
account-recovery = Wiederherstellungsadresse
account-recovery-help = Anderswo, falls das Passwort vergessen wird. Die Person erfährt per E-Mail, wenn sie sich ändert.
account-language = Sprache der Mails des Servers
account-language-domain = Wie die Domain es vorgibt ({ $language })
account-no-recovery = keine
account-countries = Anmeldung
account-countries-own = { $rule }, für dieses Konto gesetzt
account-countries-unknown = wie die Domain es vorgibt
account-countries-domain = { $rule }, wie die Domain es vorgibt
account-storage = Speicherplatz
account-used = { $used } belegt
account-used-of = { $used } von { $quota } belegt
account-messages = { $count ->
    [one] Eine Nachricht
   *[other] { $number } Nachrichten
}
account-blocks = Sperren gegen das Konto
account-delete = Löschen
account-delete-title = { $address } löschen
account-delete-about = Das Konto und alle seine Mails werden gelöscht. Das lässt sich nicht zurücknehmen.
account-deleted = { $address } und alle Mails des Kontos sind gelöscht.
account-act-as = In diesem Namen handeln
account-act-as-title = Als { $address } handeln
account-act-as-about = Sie sehen eine Zeit lang, was die Person sieht, und ändern nichts. Die Person erfährt es per E-Mail, mit Ihrem Namen und dem Grund; das Protokoll behält beides.
account-reason = Grund
account-reason-help = Eine Zeile. Die Person bekommt sie gezeigt.
account-act-as-token = Token
account-act-as-until = Es gilt bis { $at }, aus Ihrem eigenen Netz, und nur solange Sie das dürfen.
account-act-as-told = Die Person wurde per E-Mail benachrichtigt.
account-act-as-not-told = Die Person wurde nicht benachrichtigt: Die Domain hat das abgeschaltet, oder die E-Mail war nicht zustellbar.
account-act-as-elsewhere = Die Seiten für Personen liegen unter { $pages }, also unter einem anderen Namen als diese Konsole: Dort ist dieser Browser nicht bekannt. Öffnen Sie die Konsole unter jenem Namen, um dort zu handeln, oder lassen Sie ein Programm das Token verwenden.
account-act-as-nowhere = Kein Listener liefert die Seiten für Personen: Öffnen Sie unter „Listener“ einen für Personen.
account-act-as-open = Seiten von { $address } öffnen
account-act-as-for-programs = Für ein Programm
account-act-as-how = Programme senden es mit jeder Anfrage an die API, zum Beispiel:
account-act-as-command = den Befehl
account-password-not-read = Wie es um das Passwort steht, konnte nicht gelesen werden
account-password-good = In Ordnung
account-password-contained = Das Konto ist abgeriegelt: Kein Passwort öffnet es
account-password-set-on = Gesetzt am { $at }.
account-password-none = Es ist kein Passwort gesetzt.
account-sending-stops = Ab { $at } wird nichts mehr gesendet.
account-password-new = Neues Passwort
account-password-new-title = Neues Passwort für { $address }
account-password-set = Passwort setzen
account-password-about = Sitzungen, die mit dem alten Passwort begonnen wurden, enden.
account-password-way = Welches
account-password-made = Ein gutes erzeugen
account-password-given = Selbst vorgeben
account-password-is-set = Das Passwort ist gesetzt.
account-reset-link = Link zum Zurücksetzen
account-reset-name = Link für die Person
account-reset-about = Damit lässt sich einmal ein neues Passwort setzen, bis { $at }. Geben Sie ihn nur der Person selbst, auf einem Weg, den Sie als ihren kennen.
account-reset-token = Token für die Person
account-reset-nowhere = Kein Listener liefert die Seiten für Personen, daher gibt es keinen Link: Öffnen Sie unter „Listener“ einen für Personen. Das Token wird dort unter „Passwort vergessen“ eingegeben.
account-factor-not-read = Der zweite Faktor konnte nicht gelesen werden
account-factor-is-app = Eine Authentifizierungs-App wird verlangt
account-factor-is-passkeys = { $count ->
    [one] Ein Passkey meldet an
   *[other] { $number } Passkeys melden an
}
account-factor-is-begun = Begonnen, noch nicht bestätigt
account-factor-is-off = Keiner: Das Passwort allein öffnet das Konto
account-factor-is-none = Keiner
account-factor-is-due = Noch keiner: Er wird bei der nächsten Anmeldung auf den Seiten eingerichtet
account-codes-left = { $count ->
    [0] Kein Wiederherstellungscode ist übrig.
    [one] Ein Wiederherstellungscode ist übrig.
   *[other] { $count } Wiederherstellungscodes sind übrig.
}
account-factor-remove = Zweiten Faktor entfernen
account-factor-remove-about = Falls das Gerät verloren ist. App, Passkeys und Wiederherstellungscodes gelten nicht mehr, und das Passwort allein öffnet das Konto, bis die Person einen neuen einrichtet. Vergewissern Sie sich, wer darum bittet.
account-factor-remove-forced = Falls das Gerät verloren ist. App, Passkeys und Wiederherstellungscodes gelten nicht mehr. Bei der nächsten Anmeldung auf den Seiten reicht das Passwort allein, um einen neuen einzurichten, denn hier braucht ihn jeder. Vergewissern Sie sich, wer darum bittet.
account-factor-gone = Der zweite Faktor ist entfernt.
account-keys = Anwendungspasswörter und Token
account-keys-about = Womit sich einzelne Programme und Geräte anmelden.
account-keys-not-read = Sie konnten nicht gelesen werden
account-no-keys = Keine.
account-key-app-password = Anwendungspasswort
account-key-token = Token
account-key-ends = läuft ab am { $at }
account-key-remove = Entziehen
account-key-remove-title = Entziehen
account-key-remove-about = Das Programm, das es hat, wird abgemeldet und braucht ein neues. Das lässt sich nicht zurücknehmen.
account-keys-gone = { $count ->
    [one] Es ist entzogen, und seine Sitzungen sind beendet.
   *[other] { $count } sind entzogen, und ihre Sitzungen sind beendet.
}
account-token-add = Token anlegen
account-token-about = Für ein Programm, das sich mit OAUTHBEARER oder XOAUTH2 anmeldet. Das Access-Token öffnet für kurze Zeit. Mit dem Refresh-Token legt ein Administrator oder ein Programm mit dessen API-Token ein einziges neues Paar an: über die API oder mit postern oauth-token refresh.
account-token-not-taken = Der Server lässt noch kein Programm mit einem Token herein, denn die Einstellung auth.offer_oauth ist aus.
account-token-setting = Zur Einstellung
account-token-label = Wofür es ist
account-token-label-help = Etwa das Programm, damit man später weiß, welches man entzieht.
account-token-opens = Öffnet
account-token-read-only = Nur lesen: Nichts wird geändert, gelöscht oder gesendet
account-token-networks = Nur aus diesen Netzen
account-token-networks-help = Etwa 192.0.2.0/24. Keine: von überall.
account-token-make = Anlegen
account-token-needs-protocol = Wählen Sie mindestens etwas, das es öffnet.
account-token-made = Token für { $label }
account-token-access = Access-Token
account-token-refresh = Refresh-Token
account-token-lives = Das Access-Token öffnet bis { $at }. Das Refresh-Token ist bis { $until } für ein einziges neues Paar gut. Kommt es ein zweites Mal, wird das Token entzogen, denn dann hat es vielleicht noch jemand.
account-visits = Zurzeit offen
account-visits-about = Sitzungen im Web und Verbindungen von Programmen.
account-visits-not-read = Die Sitzungen konnten nicht gelesen werden
account-no-visits = Niemand ist angemeldet.
account-visit-by = durch { $by } in diesem Namen
account-visit-drop = Verbindung schließen
account-visits-dropped = { $count ->
    [one] Die Verbindung ist geschlossen.
   *[other] { $count } Verbindungen sind geschlossen.
}
account-acted = Gerade handelt jemand aus der Verwaltung in diesem Namen.
account-sessions-end = Web-Sitzungen beenden
account-sessions-ended = Die Web-Sitzungen sind beendet.
account-names = Namen, die hierher führen
account-names-about = Aliasse, deren Mails in dieses Konto kommen.
account-aliases-open = Alle Aliasse
account-aliases-not-read = Die Aliasse konnten nicht gelesen werden
account-no-aliases = Kein Alias führt hierher.
account-alias-alone = nur hierher
account-alias-others = { $count ->
    [one] und an ein weiteres Ziel
   *[other] und an { $count } weitere Ziele
}
account-sends-as = Darf senden als
account-reply = Automatische Antwort
account-reply-of = Automatische Antwort von { $address }
account-reply-not-read = Die automatische Antwort konnte nicht gelesen werden
account-reply-on = An
account-reply-off = Aus
account-reply-begin = Einschalten
account-reply-end = Ausschalten
account-reply-ended = Die automatische Antwort ist aus. Ihr Text bleibt erhalten.
account-reply-verb = Einschalten
account-reply-set = Die automatische Antwort ist an.
account-reply-subject = Betreff
account-reply-subject-plain = wie in der Nachricht
account-reply-subject-help = Leer: der Betreff der Nachricht, nach „Auto:“.
account-reply-text = Text
account-reply-from = Von
account-reply-until = Bis
account-reply-day-help = Ab Beginn dieses Tages in Ihrer Zeitzone. Leer: sofort.
account-reply-until-help = Bis zum Ende dieses Tages in Ihrer Zeitzone. Leer: bis sie ausgeschaltet wird.
account-reply-to = Wer eine Antwort bekommt
account-reply-to-all = Alle
account-reply-to-domain = Personen der Domain
