domains-about = Wofür dieser Server Mails annimmt.
domains-name = Domain
domains-name-help = Etwa example.org
domains-other-names = Weitere Namen
domains-other-names-about = Mails an einen weiteren Namen gelten als Mails an { $name }.
domains-other-name = Weiterer Name
domains-other-name-help = Etwa example.com. Auch für ihn sind Einträge im DNS nötig.
domains-name-add = Namen hinzufügen
domains-name-added = { $name } ist ein weiterer Name.
domains-name-remove = Entfernen
domains-names-gone = { $count ->
    [one] Der Name ist entfernt.
   *[other] { $count } Namen sind entfernt.
}
domains-no-names = Sie hat keinen weiteren Namen.
domains-also = Auch { $names }
domains-accounts = Konten
domains-aliases = Aliasse
domains-of-ceiling = von { $most }
domains-created = Angelegt
domains-drift = Abweichung
domains-drift-about = Was hier von den Vorgaben für neue Domains abweicht.
domains-drift-open = Einstellungen
domains-drift-none = Wie bei neuen Domains
domains-drift-not-read = Die Abweichungen konnten nicht gelesen werden
domains-drift-row = { $value }; neue Domains: { $plain }
domains-drifted = { $count ->
    [one] eine Abweichung
   *[other] { $count } Abweichungen
}
domains-states = Welche Domains
domains-state-all = Alle
domains-state-disabled = Deaktiviert
domains-state-drifted = Abweichend
domains-state-empty = Ohne Konten
domains-none = Noch keine Domain
domains-none-about = Zuerst kommt die erste Domain, dann Konten, dann ihre Einträge im DNS.
domains-add = Neue Domain
domains-add-verb = Hinzufügen
domains-begins-with = Sie beginnt mit den Vorgaben für Domains und mit Schlüsseln, die ihre Mails signieren.
domains-made = { $name } ist angelegt. Legen Sie jetzt ihre Einträge im DNS an.
domains-disable = Deaktivieren
domains-disabled = { $count ->
    [one] Die Domain ist deaktiviert: Niemand meldet sich an, und keine Mails kommen an.
   *[other] { $count } Domains sind deaktiviert: Niemand meldet sich an, und keine Mails kommen an.
}
domains-enable = Aktivieren
domains-enabled = { $count ->
    [one] Die Domain ist wieder aktiv.
   *[other] { $count } Domains sind wieder aktiv.
}
domains-is-disabled = Die Domain ist deaktiviert: Niemand aus ihr meldet sich an, und Mails an sie werden abgewiesen.
domains-more = Mehr
domains-delete = Löschen
domains-delete-title = { $name } löschen
domains-delete-accounts = { $count ->
    [one] Ein Konto wird mit ihr gelöscht und alle seine Mails.
   *[other] { $number } Konten werden mit ihr gelöscht und alle deren Mails.
}
domains-delete-aliases = { $count ->
    [one] Ein Alias wird mit ihr gelöscht.
   *[other] { $number } Aliasse werden mit ihr gelöscht.
}
domains-delete-about = Die Domain wird mit ihren Schlüsseln und Einstellungen gelöscht. Das lässt sich nicht zurücknehmen.
domains-deleted = { $name } ist gelöscht.
domains-not-read = Die Domain konnte nicht gelesen werden
domains-parts = Teile der Domain
domains-health = Zustand
domains-settings = Einstellungen
domains-reports = Berichte
domains-passwords = Passwörter
domains-records = Einträge im DNS
domains-records-about = Legen Sie diese dort an, wo das DNS der Domain verwaltet wird. Was die Welt sieht, steht jeweils daneben.
domains-records-again = Noch einmal nachsehen
domains-records-copy = Alle kopieren
domains-records-needed = Was Mail braucht
domains-records-more = Was sie sicherer und einfacher macht
domains-records-not-asked = { $count ->
    [one] Einer war nicht abfragbar.
   *[other] { $count } waren nicht abfragbar.
}
domains-records-not-read = Die Einträge konnten nicht gelesen werden
domains-records-right = { $right } von { $all } sind, wie sie sein sollen.
domains-dns-seen = Die Welt sieht
domains-dns-there = Wie es sein soll
domains-dns-own = Ihr eigener, der dasselbe leistet
domains-dns-other = Ein anderer ist da
domains-dns-missing = Fehlt
domains-dns-unknown = Das DNS gab keine Antwort
domains-certificate = Zertifikat
domains-certificate-about = Was Programmen und anderen Servern für ihre Namen vorgelegt wird.
domains-certificate-whose = Was Programmen und anderen Servern für ihre Namen vorgelegt wird. Darum kümmert sich, wer den ganzen Server verwaltet.
domains-certificate-open = Zertifikate
domains-certificate-good = Gut
domains-certificate-ending = Läuft bald ab
domains-certificate-over = Abgelaufen
domains-certificate-own = Vom Server selbst
domains-certificate-missing = Keines deckt ihn ab
domains-certificate-ends = läuft { $ago } ab
domains-certificate-ended = { $ago } abgelaufen
domains-storage = Speicherplatz
domains-storage-about = Ob die Personen der Domain Platz für Mails haben.
domains-storage-open = Was neue Konten bekommen
domains-storage-room = Alle haben Platz
domains-storage-full = { $count ->
    [one] Ein Postfach ist fast voll
   *[other] { $number } Postfächer sind fast voll
}
domains-storage-most-full = Der Speicherplatz der Domain ist fast belegt
domains-storage-of-most = { $used } von { $most }, die der Domain zustehen, sind belegt.
domains-storage-of = { $used } von { $quota } sind belegt.
domains-storage-used = { $used } sind belegt. Kein Konto hat eine Grenze.
domains-health-not-read = Ihr Zustand konnte nicht gelesen werden
domains-services = Dienste
domains-keys = Schlüssel, die ihre Mails signieren
domains-keys-about = Ein neuer Schlüssel signiert, sobald sein Eintrag im DNS steht; der alte bleibt für Mails, die unterwegs sind.
domains-keys-not-read = Die Schlüssel konnten nicht gelesen werden
domains-keys-none = Noch gibt es keine. Der Server erzeugt sie binnen Minuten von selbst; was im Weg steht, sagt sein Protokoll.
domains-keys-check = Jetzt prüfen
domains-keys-checked = Die Einträge der Schlüssel wurden im DNS abgefragt.
domains-keys-new = Neue Schlüssel erzeugen
domains-keys-made = Neue Schlüssel sind erzeugt. Legen Sie ihre Einträge im DNS an.
domains-key-since = seit { $at }
domains-key-active = Signiert
domains-key-pending = Wartet auf das DNS
domains-key-retired = Signiert nicht mehr
domains-alias = Alias
domains-targets = Führt zu
domains-targets-help = Adressen hier oder anderswo.
domains-open-to = Wer ihm schreiben darf
domains-open-to-everybody = Alle
domains-open-to-people-here = Personen von hier
domains-open-to-members = Mitglieder
domains-open-to-help-everybody = Mails kommen von überall an.
domains-open-to-help-people-here = Wer sich mit einem Konto dieses Servers angemeldet hat. Für alle anderen gibt es die Adresse nicht; auch Antworten von außen kommen nicht an.
domains-open-to-help-members = Die Konten, zu denen er führt, wenn sie sich angemeldet haben. Außerhalb gibt es die Adresse nicht; auch Antworten von dort kommen nicht an.
domains-members-send = Ziele dürfen in seinem Namen senden
domains-members-send-help = Alle, zu denen er führt, dürfen ihn als Absender verwenden.
domains-yes = Ja
domains-no = Nein
domains-alias-add = Neuer Alias
domains-alias-of = { $alias } ändern
domains-alias-help = Er steht für andere: info führt zu Personen von { $domain } oder anderswo.
domains-alias-made = { $alias } ist angelegt.
domains-alias-nobodys = Niemandes: { $names }
domains-alias-warned = Niemand heißt hier { $names }: Mails dorthin werden abgewiesen.
domains-alias-changed = { $alias } ist geändert.
domains-alias-delete = Löschen
domains-aliases-gone = { $count ->
    [one] Der Alias ist gelöscht.
   *[other] { $count } Aliasse sind gelöscht.
}
domains-no-aliases = Keine Aliasse
domains-no-aliases-about = Ein Alias ist ein Name, der für andere steht, etwa info oder verkauf.
domains-told-any = Beliebig viele
domains-told-quotas = So viel, wie die Kontingente erlauben
domains-told-server = So groß, wie der Server sie annimmt
domains-save = Speichern
domains-catch-all = Catch-all: Mails an unbekannte Namen
domains-catch-all-about = Wohin Mails gehen, deren Name hier niemandem gehört.
domains-catch-all-none = Sie werden abgewiesen. Das hält fern, was an erfundene Namen geht.
domains-catch-all-change = Ändern
domains-catch-all-to = Geht an
domains-catch-all-help = Eine Adresse. Leer: Sie werden abgewiesen.
domains-catch-all-set = Das Ziel für Mails an unbekannte Namen ist geändert.
domains-of-most = { $used } von { $most }, die die Domain haben darf
domains-schema-not-read = Was sich in einer Domain setzen lässt, ließ sich nicht lesen
domains-set-by-system = Das setzt, wer den ganzen Server verwaltet.
domains-saved = { $count ->
    [one] Die Änderung ist gespeichert.
   *[other] { $count } Änderungen sind gespeichert.
}
domains-second_factor-disabled = Aus
domains-second_factor-enabled = Wer möchte
domains-second_factor-forced = Alle
domains-no-factor = { $count ->
    [one] Eine Person hat hier noch keinen zweiten Faktor. Sie richtet ihn bei der nächsten Anmeldung auf den Seiten ein; bis dahin öffnet ihr Passwort nichts anderes.
   *[other] { $number } Personen haben hier noch keinen zweiten Faktor. Sie richten ihn bei der nächsten Anmeldung auf den Seiten ein; bis dahin öffnen ihre Passwörter nichts anderes.
}
domains-no-factor-who = Zeigen, wer
domains-report-kinds = Welche Berichte
domains-report-mail = Mails und Anmeldungen
domains-report-mail-about = Die Personen dieser Domain, Tag für Tag (UTC). Eine Nachricht an mehrere Domains zählt als zurückgehalten oder abgewiesen nur für die erste. 13 Monate werden aufbewahrt.
domains-report-dmarc = Wer sendet (DMARC)
domains-report-dmarc-about = Wer aus Sicht anderer Server im Namen der Domain sendet. Was nicht belegt ist, ist gefälscht oder kommt von einem eigenen Absender, der nicht eingerichtet ist.
domains-report-tls = Verschlüsselung (TLS)
domains-report-tls-about = Wie es anderen Servern erging, als sie mit TLS an die Domain sendeten.
domains-report-complaints = Beschwerden
domains-report-complaints-about = Worüber sich andere beschweren: unerwünschte Nachrichten und einzelne, deren Herkunft nicht belegt war.
domains-source = Woher
domains-messages = Nachrichten
domains-proof = Beleg
domains-all = Alle
domains-proven = Belegt
domains-unproven = Nicht belegt
domains-from = Von
domains-last = Zuletzt
domains-first = Zuerst
domains-disposition = Was geschah
domains-signed-by = Signiert von
domains-reported-by = Berichtet von
domains-no-reports = Noch keine Berichte
domains-no-dmarc = Andere senden sie einmal am Tag, sobald der DMARC-Eintrag der Domain sagt, wohin.
domains-no-tls = Andere senden sie einmal am Tag, sobald der Eintrag der Domain für TLS-Berichte sagt, wohin.
domains-no-complaints = Keine Beschwerden
domains-no-complaints-about = Niemand hat sich über Mails im Namen der Domain beschwert.
domains-day = Tag
domains-policy = Richtlinie
domains-successes = Erfolgreich
domains-failures = Fehlgeschlagen
domains-details = Einzelheiten
domains-no-details = keine
domains-contact = Kontakt
domains-report-id = Bericht
domains-complaint-kind = Art
domains-subject = Betreff
domains-mail-from = Absender im Umschlag
domains-message-id = Nachricht
domains-failure = Fehler
domains-incidents = Vorfälle
domains-reasons = Was nicht stimmt
domains-password-from = Passwort vom
domains-sending-stops = Senden endet
domains-expire-many = Passwörter ablaufen lassen
domains-expire-weak = { $count ->
    [one] Das eine schwache ablaufen lassen
   *[other] Die { $count } schwachen ablaufen lassen
}
domains-expire-all = Alle ablaufen lassen
domains-older = Auch Passwörter, die alt sind
domains-older-no = Nein
domains-older-90d = Älter als 90 Tage
domains-older-180d = Älter als 180 Tage
domains-older-365d = Älter als ein Jahr
domains-passwords-good = Alle Passwörter sind in Ordnung
domains-passwords-good-about = Wessen Passwort gegen die Regeln verstößt oder abgelaufen ist, steht hier.
