people-address = Adresse
people-name = Name
people-created = Angelegt
people-status = Zustand
people-status-active = Aktiv
people-status-contained = Abgeriegelt
people-status-disabled = Deaktiviert
people-status-receiving = Empfängt nur
people-password = Passwort
people-factor = Zweiter Faktor
people-factor-on = An
people-factor-off = Aus
people-quota = Speicher
people-quota-help = Wie viel das Konto fassen darf. 0: ohne Grenze.
people-storage = Belegt
people-storage-of = { $used } von { $quota } ({ $share })
people-storage-share = { $share } von { $quota }
people-quota-verb = Speicher festlegen
people-quota-title = { $count ->
    [one] Speicher eines Kontos
   *[other] Speicher von { $count } Konten
}
people-quota-set = { $count ->
    [one] Der Speicher ist festgelegt.
   *[other] Der Speicher von { $count } Konten ist festgelegt.
}
people-give-quota = Speicherplatz vorgeben
people-give-quota-help = Sonst gilt, was die Domain für neue Konten vorgibt, oder sonst der Server.
people-shades = Welche Konten
people-shade-all = Alle
people-shade-disabled = Deaktiviert
people-shade-receiving = Nur Empfang
people-shade-silent = Darf nicht senden
people-shade-contained = Abgeriegelt
people-shade-no-factor = Ohne zweiten Faktor
people-shade-password = Passwort fällig
people-shade-full = Fast voll
people-shade-idle = 90 Tage nicht gesehen
people-fault-breaks = gegen die Regeln: { $rule }
people-fault-expired = abgelaufen
people-fault-silent = abgelaufen, sendet nichts mehr
people-fault-aged = alt
people-rule-characters = unzulässiges Zeichen
people-rule-length = zu kurz
people-rule-longest = zu lang
people-rule-own-names = enthält den Namen des Inhabers
people-rule-common = viel benutzt
people-rule-strength = leicht zu erraten
people-rule-numbers = keine Ziffer
people-rule-capitals = kein Großbuchstabe
people-rule-lowercase = kein Kleinbuchstabe
people-rule-symbols = kein Sonderzeichen
people-disable = Deaktivieren
people-disabled = { $count ->
    [one] Das Konto ist deaktiviert: Niemand meldet sich an, und keine Mails kommen an.
   *[other] { $count } Konten sind deaktiviert: Niemand meldet sich an, und keine Mails kommen an.
}
people-receive = Nur empfangen
people-receiving = { $count ->
    [one] Niemand meldet sich mehr an; Mails kommen weiter an.
   *[other] An { $count } Konten meldet sich niemand mehr an; Mails kommen weiter an.
}
people-silence = Senden sperren
people-silenced = { $count ->
    [one] Das Konto sendet nichts mehr; gelesen wird wie bisher.
   *[other] { $count } Konten senden nichts mehr; gelesen wird wie bisher.
}
people-unsilence = Wieder senden lassen
people-unsilenced = { $count ->
    [one] Das Konto darf wieder senden.
   *[other] { $count } Konten dürfen wieder senden.
}
people-enable = Aktivieren
people-enabled = { $count ->
    [one] Das Konto ist wieder aktiv.
   *[other] { $count } Konten sind wieder aktiv.
}
people-expire = Passwort ablaufen lassen
people-expire-title = { $count ->
    [one] Passwort ablaufen lassen
   *[other] { $count } Passwörter ablaufen lassen
}
people-expire-about = Nach der Schonfrist wird nichts mehr gesendet, bis ein neues Passwort gesetzt ist. Mails kommen weiter an und können gelesen werden. Das lässt sich nicht zurücknehmen.
people-expired = { $count ->
    [0] Es gab kein Passwort, das ablaufen konnte.
    [one] Das Passwort ist abgelaufen.
   *[other] { $count } Passwörter sind abgelaufen.
}
people-delete = Löschen
people-delete-title = { $count ->
    [one] Konto löschen
   *[other] { $count } Konten löschen
}
people-delete-about = { $count ->
    [one] Das Konto und alle seine Mails werden gelöscht. Das lässt sich nicht zurücknehmen.
   *[other] Die Konten und alle ihre Mails werden gelöscht. Das lässt sich nicht zurücknehmen.
}
people-deleted = { $count ->
    [one] Das Konto und seine Mails sind gelöscht.
   *[other] { $count } Konten und ihre Mails sind gelöscht.
}
people-none = Noch keine Konten
people-none-about = Ein Konto ist eine Person mit einem Postfach.
people-add = Neues Konto
people-add-verb = Konto anlegen
people-made = { $address } ist angelegt.
people-password-of = Passwort von { $address }
people-local = Name vor dem @
people-local-help = Buchstaben, Ziffern, Punkte: ann.schmidt
people-domain = Domain
people-give-password = Passwort vorgeben
people-give-password-help = Sonst wird ein gutes erzeugt und einmal gezeigt.
people-senders = Vertrauenswürdige und gesperrte Absender
people-senders-about = Zusätzlich zu denen des Servers. Adressen, Domains oder .domain für alles darunter.
people-senders-not-read = Die Absender konnten nicht gelesen werden
people-senders-trusted = Vertrauenswürdig
people-senders-trusted-help = Nichts spricht gegen sie, sobald SPF, DKIM oder DMARC belegt, dass sie es sind.
people-senders-blocked = Gesperrt
people-senders-blocked-help = Sie bleiben aus dem Posteingang, ob belegt oder nicht.
people-sender-added = { $sender } steht in der Liste.
people-sender-gone = { $sender } steht nicht mehr in der Liste.
people-spam = Spam
people-spam-of = Spam, { $level }
people-spam-level = { $level }: { $what }
people-spam-above = { $who }: { $action }
people-spam-low = niedrig
people-spam-medium = mittel
people-spam-high = hoch
people-spam-blocked = gesperrter Absender
people-spam-to-domain = Wie die Domain es vorgibt
people-spam-to-server = Wie der Server es vorgibt
people-spam-to-inbox = In den Posteingang
people-spam-to-junk = In den Junk-Ordner
people-spam-to-quarantine = In die Quarantäne
people-spam-to-refuse = Abgewiesen
people-countries = Länder
people-countries-help = Je zwei Buchstaben: DE, FR
people-countries-off = Von überall
people-countries-deny = Nicht aus diesen Ländern
people-countries-allow = Nur aus diesen Ländern
people-rule-countries-off = von überall
people-rule-countries-deny = nicht aus { $countries }
people-rule-countries-allow = nur aus { $countries }
