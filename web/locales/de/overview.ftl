overview-answer = Die Antwort auf alle drei Fragen
overview-look-again = Erneut nachsehen
overview-mend-next = Nächstes beheben
overview-all-well = Alles ist in Ordnung
overview-begun = Die Einrichtung ist nicht abgeschlossen: Der Server hat noch keine Domain.
overview-begun-go-on = Weiter
overview-needs = { $count ->
    [one] Eine Sache braucht Ihre Aufmerksamkeit
   *[other] { $count } Dinge brauchen Ihre Aufmerksamkeit
}
overview-proof = { $count ->
    [one] Belegt am { $at }: Eine Prüfung bestanden.
   *[other] Belegt am { $at }: { $count } Prüfungen bestanden.
}
overview-last-run = Die letzte tägliche Prüfung war am { $at }, mit { $score } von 100 Punkten.
overview-safe = Bin ich sicher?
overview-yes-ok = Ja
overview-yes-info = Ja
overview-yes-warn = Fast
overview-yes-bad = Nein
overview-of-hundred = von 100
overview-counts = { $passed } bestanden, { $failed } zu beheben, { $unknown } ungeprüft
overview-found = { $text }
overview-not-so = Stimmt nicht: { $text }
overview-more-findings = { $count ->
    [one] Und ein weiterer Befund
   *[other] Und { $count } weitere Befunde
}
overview-groups = Was geprüft wurde
overview-group-passed = { $passed } von { $all }
overview-group-unchecked = { $passed } von { $all }, { $unknown } ungeprüft
overview-blocked-none = Niemand ist gesperrt
overview-blocked = { $count ->
    [one] Ein Angreifer bleibt zurzeit draußen
   *[other] { $number } Angreifer bleiben zurzeit draußen
}
overview-blocked-more = Mehr als { $number } Angreifer bleiben zurzeit draußen
overview-mail = Kommen die Mails durch?
overview-flows-ok = Ja
overview-flows-info = Ja
overview-flows-warn = Langsam
overview-flows-bad = Nein
overview-accepts = Angenommen werden Mails für { $domains ->
    [one] eine Domain
   *[other] { $domains } Domains
} und { $accounts ->
    [one] ein Konto
   *[other] { $accounts } Konten
}
overview-refuses = Mails werden zurzeit abgewiesen: Auf der Festplatte ist zu wenig Platz, oder der Mailspeicher ist ausgefallen
overview-disk-low = Mails werden abgewiesen: Auf der Festplatte sind nur { $free } frei, und { $least } müssen es sein; bemerkt { $ago }
overview-disk-scarce = Der Speicherplatz auf der Festplatte wird knapp: { $free } von { $whole } sind frei
overview-paused = An andere Server wird nichts gesendet: Der Versand ist pausiert
overview-queue-empty = Keine Mail wartet
overview-queue = { $count ->
    [one] Eine Zustellung wartet
   *[other] { $number } Zustellungen warten
}
overview-oldest = Die älteste traf { $ago } ein
overview-domains = Domains, für die Mails warten
overview-here = dieser Server
overview-connections = { $count ->
    [0] Niemand ist verbunden
    [one] Eine Verbindung ist offen
   *[other] { $number } Verbindungen sind offen
}
overview-need = Was ist zu tun?
overview-need-nothing = Nichts
overview-need-some = { $count ->
    [one] Eine Sache
   *[other] { $count } Dinge
}
overview-need-safe = { $count ->
    [one] Eine Sache schwächt den Server
   *[other] { $number } Dinge schwächen den Server
}
overview-need-mail = { $count ->
    [one] Eine Sache hält Mails auf
   *[other] { $number } Dinge halten Mails auf
}
overview-certificates = Alle Zertifikate gelten; das nächste läuft am { $at } ab
overview-certificates-none = Es gibt kein Zertifikat
overview-certificates-soon = { $count ->
    [one] Ein Zertifikat läuft am { $at } ab
   *[other] { $number } Zertifikate laufen bald ab, das erste am { $at }
}
overview-certificates-over = { $count ->
    [one] Ein Zertifikat ist am { $at } abgelaufen
   *[other] { $number } Zertifikate sind abgelaufen oder laufen bald ab, das erste am { $at }
}
overview-scanner-silent = { $count ->
    [0] Der Scanner { $scanner } ist nicht da, zuerst bemerkt { $ago }; noch kam keine Mail für ihn
    [one] Der Scanner { $scanner } hat bei einer Nachricht nicht geantwortet, { $ago }
   *[other] Der Scanner { $scanner } hat bei { $number } Nachrichten nicht geantwortet, zuerst { $ago }
}
overview-quarantine-empty = Nichts ist in Quarantäne
overview-quarantine = { $count ->
    [one] Eine Nachricht in Quarantäne wartet auf Sie
   *[other] { $number } Nachrichten in Quarantäne warten auf Sie
}
overview-passwords = Kein Passwort ist schwach oder abgelaufen
overview-weak = { $count ->
    [one] Ein Konto hat ein schwaches Passwort
   *[other] { $number } Konten haben schwache Passwörter
}
overview-expired = { $count ->
    [one] Das Passwort eines Kontos ist abgelaufen
   *[other] Die Passwörter von { $number } Konten sind abgelaufen
}
overview-release-hole = Hier läuft Version { $running }; Version { $version } schließt eine Sicherheitslücke darin
overview-release-newer = Hier läuft Version { $running }; Version { $version } ist neuer
overview-release-newest = Hier läuft Version { $running }, und es gibt keine neuere
overview-release-unknown = Hier läuft Version { $running }; ob es eine neuere gibt, ist nicht bekannt
overview-unread-audit = Die Prüfung ließ sich nicht ausführen
overview-unread-blocks = Wer gesperrt ist, konnte nicht gelesen werden
overview-unread-status = Ob Mails angenommen werden, konnte nicht gelesen werden
overview-unread-queue = Die Warteschlange konnte nicht gelesen werden
overview-unread-connections = Die Verbindungen konnten nicht gelesen werden
overview-unread-certificates = Die Zertifikate konnten nicht gelesen werden
overview-unread-quarantine = Die Quarantäne konnte nicht gelesen werden
overview-unread-passwords = Der Stand der Passwörter konnte nicht gelesen werden
overview-unread-version = Ob es eine neuere Version gibt, konnte nicht gelesen werden
overview-lately = So lief es
overview-span-day = 24 Stunden
overview-span-week = 7 Tage
overview-attacked-warn = Fast: Ein Angriff läuft
overview-attacked-bad = Nein, und ein Angriff läuft
overview-no-attack = Kein Angriff läuft
overview-attack-logins = { $number } Anmeldungen wurden in der letzten Stunde abgewiesen; in den meisten Stunden sind es hier { $usual }
overview-attack-blocks = { $number } Angreifer wurden in der letzten Stunde gesperrt; in den meisten Stunden sind es hier { $usual }
overview-guessed = { $count ->
    [one] Jemand versucht, das Passwort eines Kontos zu erraten
   *[other] Jemand versucht, die Passwörter von { $number } Konten zu erraten
}
overview-sends = { $count ->
    [one] Ein Konto sendet viel zu viel; seine Mails werden zurückgehalten
   *[other] { $number } Konten senden viel zu viel; ihre Mails werden zurückgehalten
}
overview-act-finding = Zum Befund
overview-act-blocks = Wer es ist
overview-act-rule = Regel prüfen
overview-act-account = Zum Konto
overview-act-queue = Zur Warteschlange
overview-act-certificates = Erneuern
overview-act-quarantine = Entscheiden
overview-act-passwords = Neues Passwort
overview-act-release = Aktualisieren
overview-unread-attacks = Ob ein Angriff läuft, konnte nicht gelesen werden
