changes-about = Wer was wann geändert hat, von welchem Wert auf welchen. Keine Zeile lässt sich unbemerkt ändern oder entfernen.
changes-intact = { $count ->
    [one] Das Verwaltungsprotokoll ist lückenlos: Seine eine Zeile wurde soeben geprüft.
   *[other] Das Verwaltungsprotokoll ist lückenlos: Alle { $number } Zeilen wurden soeben geprüft.
}
changes-last-link = Letztes Glied:
changes-broken = Das Verwaltungsprotokoll ist beschädigt: Eine Zeile wurde geändert oder entfernt. Sichern Sie den Ordner der Protokolle, und suchen Sie, wer auf dem Rechner war.
changes-not-verified = Das Verwaltungsprotokoll konnte nicht geprüft werden
changes-of-settings = Geänderte Einstellungen
changes-log = Alle Vorgänge
changes-at = Wann
changes-by = Wer
changes-what = Einstellung
changes-values = Vorher und nachher
changes-person = Person
changes-everybody = Alle Personen
changes-none = Bisher wurde keine Einstellung geändert
changes-none-about = Jede Einstellung hat den Wert, mit dem sie ausgeliefert wurde.
changes-by-whom = Geändert von { $name }
changes-on-trial = Auf Probe bis { $time }
changes-lines-of = { $label }: { $key }
changes-secret = ein Geheimnis
changes-secret-other = ein anderes Geheimnis
changes-secret-before = das Geheimnis, das davor da war
changes-secrets-too = { $count ->
    [one] { $keys } ist ein Geheimnis und geht mit zurück: Wer es teilt, braucht wieder das von davor.
   *[other] { $keys } sind Geheimnisse und gehen mit zurück: Wer sie teilt, braucht wieder die von davor.
}
changes-passwords-stay = Die Passwörter, die Routen nennen, werden getrennt von den Einstellungen aufbewahrt: Sie gehen nicht mit zurück, und ein gelöschtes bleibt gelöscht.
changes-later = { $count ->
    [one] Eine spätere Änderung wird mit zurückgenommen.
   *[other] { $count } spätere Änderungen werden mit zurückgenommen.
}
changes-alone = Nur diese Änderung
changes-undo = Nur diese Änderung zurücknehmen
changes-undo-all-the-same = Trotzdem zurücknehmen
changes-is-back = Was diese Änderung gesetzt hat, ist wieder wie davor.
changes-changed-since = { $count ->
    [one] { $keys } ist seither noch einmal geändert worden. Zurückgenommen ist es wieder wie vor beidem.
   *[other] { $keys } sind seither noch einmal geändert worden. Zurückgenommen sind sie wieder wie davor.
}
changes-no-plan = Was das Zurücknehmen bewirken würde, konnte nicht gelesen werden
changes-everything = Diese Änderung und alle seither
changes-roll-back = Alles auf den Stand davor setzen
changes-put-back = { $count ->
    [one] Eine Einstellung ist wieder wie davor.
   *[other] { $count } Einstellungen sind wieder wie davor.
}
changes-nothing-differs = Alle Einstellungen sind schon wie davor.
changes-act = Was
changes-subject = Woran
changes-outcome = Ergebnis
changes-why = Warum
changes-operation = Befehl oder Ereignis
changes-since = Wie weit zurück
changes-since-1d = Letzter Tag
changes-since-7d = Letzte 7 Tage
changes-since-30d = Letzte 30 Tage
changes-since-all = Alles Aufbewahrte
changes-kinds = Welche Zeilen
changes-kind-all = Alle
changes-kind-acts = Handlungen
changes-kind-failed = Abgelehnt oder gescheitert
changes-kind-settings = Einstellungen
changes-kind-audit = Prüfung
changes-kind-others = Andere
changes-log-empty = In dieser Zeit wurde nichts getan
changes-chain = Glied zur Zeile davor:
changes-member-who = Wer
changes-member-name = Was
changes-member-text = Woran
changes-member-reason = Ergebnis
changes-member-value = Wert
changes-member-ip = Adresse
changes-member-s = Sitzung
changes-member-account = Konto
changes-member-domain = Domain
changes-member-count = Anzahl
changes-member-path = Datei
changes-member-cause = Warum
changes-member-to = An
changes-member-administration-account-contained-reason = Warum
changes-member-administration-account-contained-count = Angehaltene Nachrichten
changes-member-administration-account-recovered-value = Zugang der Person
changes-member-administration-account-recovered-text = Angehaltene Mails
changes-member-administration-account-recovered-count = Betroffene Nachrichten
changes-member-administration-impersonation-began-reason = Warum
changes-member-administration-impersonation-ended-reason = Warum
changes-member-administration-impersonation-ended-text = Beendet durch
changes-member-audit-done-value = Punkte
changes-member-audit-done-count = Schwächen
changes-word-administration-account-recovered-link = ein Link, der ein Passwort setzt
changes-word-administration-account-recovered-password = ein neues Passwort
changes-word-administration-account-recovered-keep = bleiben angehalten
changes-word-administration-account-recovered-release = wurden gesendet
changes-word-administration-account-recovered-delete = wurden gelöscht
changes-value-address = Adresse
changes-value-administrator = Administrator
changes-value-accounts = Konten
changes-value-app-passwords = Anwendungspasswörter
changes-value-blocked = Blockierte Absender
changes-value-certificates = Zertifikate
changes-value-countries = Länder
changes-value-country-rule = Länderregel
changes-value-description = Beschreibung
changes-value-display-name = Anzeigename
changes-value-domain = Domain
changes-value-domains = Domains
changes-value-expires = Läuft ab
changes-value-from = Ab
changes-value-held = Sperren
changes-value-hourly = Pro Stunde
changes-value-kind = Art
changes-value-language = Sprache
changes-value-list = Liste
changes-value-members-may-send = Mitglieder dürfen senden
changes-value-name = Name
changes-value-networks = Netze
changes-value-on = Eingeschaltet
changes-value-other-names = Weitere Namen
changes-value-owner = Eigentümer
changes-value-passkeys = Passkeys
changes-value-password-changed = Passwort gesetzt
changes-value-password-expired = Passwort beendet
changes-value-quota = Speicherplatz
changes-value-recovery-address = Wiederherstellungsadresse
changes-value-roles = Rollen
changes-value-second-factor = Zweiter Faktor
changes-value-senders = Absender
changes-value-services = Dienste
changes-value-set = Gesetzt
changes-value-soft = Nur vorläufig
changes-value-spam-actions = Was mit Spam geschieht
changes-value-spared = Sonderrechte
changes-value-status = Zustand
changes-value-targets = Ziele
changes-value-to = An
changes-value-tokens = Token
changes-value-trusted = Vertraute Absender
changes-value-until = Bis
changes-value-way = Richtung
changes-more = { $count ->
    [one] Eine weitere steht hier nicht.
   *[other] { $number } weitere stehen hier nicht.
}
changes-no-limit = unbegrenzt
changes-event-administration-acted = Handlung in der Verwaltung
changes-event-administration-told = Die Verwaltung wurde benachrichtigt
changes-event-administration-notices-sent = Benachrichtigungen wurden gesendet
changes-event-administration-notices-dropped = Benachrichtigungen ließen sich nicht senden
changes-event-administration-impersonation-began = Handeln in fremdem Namen begann
changes-event-administration-impersonation-ended = Handeln in fremdem Namen endete
changes-event-administration-password-reset-asked = Das Zurücksetzen eines Passworts wurde angefordert
changes-event-administration-password-reset = Ein vergessenes Passwort wurde neu gesetzt
changes-event-administration-recovery-address-changed = Eine Wiederherstellungsadresse wurde geändert
changes-event-administration-account-contained = Ein Konto wurde abgeriegelt
changes-event-administration-account-recovered = Ein abgeriegeltes Konto wurde zurückgegeben
changes-event-scanners-silent = Ein Scanner antwortet nicht
changes-event-scanners-answers = Ein Scanner antwortet wieder
changes-event-server-setting-changed = Eine Einstellung wurde geändert
changes-event-server-setting-trial-ended = Eine Einstellung auf Probe wurde zurückgestellt
changes-event-dkim-key-changed = Ein DKIM-Schlüssel wurde geändert
changes-event-audit-finding = Die Prüfung fand etwas
changes-event-audit-finding-gone = Ein Befund ist behoben
changes-event-audit-done = Die tägliche Prüfung lief
changes-end-done = erledigt
changes-end-invalid = ungültig
changes-end-not-found = nicht gefunden
changes-end-exists = schon vorhanden
changes-end-denied = nicht erlaubt
changes-end-conflict = inzwischen geändert
changes-end-too-large = zu groß
changes-end-over-quota = Speicherplatz voll
changes-end-unavailable = nicht verfügbar
changes-end-corrupt = beschädigt
changes-end-io = nicht lesbar oder schreibbar
changes-end-timeout = dauerte zu lange
changes-end-closed = beendet
