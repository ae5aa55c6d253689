admins-about = Wer diesen Server ändern darf, von wo aus, und womit er sich ausweist.
admins-add = Neuer Administrator
admins-add-verb = Anlegen
admins-none = Es gibt keinen Administrator
admins-name = Name
admins-name-help = Kleinbuchstaben und Ziffern, dazwischen Punkte, Striche und _.
admins-roles = Rollen
admins-domains = Domains
admins-domains-help = Nur diese. Trennen Sie sie durch Kommas.
admins-all-domains = der ganze Server
admins-no-domains = keine
admins-no-domain = { $name } ist keine Domain dieses Servers
admins-whole-server = Der ganze Server
admins-whole-server-help = Aus: nur die Domains, die Sie nennen.
admins-networks = Netze
admins-networks-help = Nur von hier aus kommt er herein, auch mit dem richtigen Passwort. Achten Sie darauf, dass Ihr eigenes dabei ist.
admins-networks-new = Nur von hier aus kommt er herein. Ohne Angabe nur vom Server selbst.
admins-networks-of = Von wo aus { $name } kommen darf
admins-networks-set = { $name } darf jetzt von anderen Netzen aus kommen.
admins-factor = Zweiter Faktor
admins-factor-none = nicht eingerichtet
admins-factor-app = App
admins-factor-passkeys = { $count ->
    [one] ein Passkey
   *[other] { $number } Passkeys
}
admins-factor-first = Den zweiten Faktor richtet er bei der ersten Anmeldung ein. Bis dahin kann er nichts anderes tun.
admins-factor-lost = Hat er den zweiten Faktor verloren, entfernen Sie ihn in der Shell auf dem Server selbst:
admins-recovery = Übrige Wiederherstellungscodes
admins-sessions = Sitzungen
admins-sessions-end = Seine Sitzungen enden, und er meldet sich neu an.
admins-acts-as = handelt als { $account }
admins-status = Zustand
admins-status-active = aktiv
admins-status-disabled = deaktiviert
admins-created = Seit
admins-kinds = Welche Administratoren
admins-kind-all = Alle
admins-kind-owners = Eigentümer
admins-kind-without = Ohne zweiten Faktor
admins-kind-disabled = Deaktiviert
admins-last-owner = Das ist der letzte Eigentümer, der nicht deaktiviert ist. Er bleibt: Legen Sie zuerst einen anderen an.
admins-rights = Rechte
admins-rights-of = Was { $name } darf
admins-rights-set = { $name } hat jetzt andere Rechte.
admins-save = Speichern
admins-password = Passwort
admins-password-new = Neues Passwort
admins-password-of = Passwort von { $name }
admins-password-set = Passwort setzen
admins-password-made = Vom Server erzeugen lassen
admins-password-made-help = Es wird Ihnen einmal gezeigt, und Sie sagen es ihm.
admins-password-tell = Sagen Sie es ihm persönlich oder am Telefon. Bei der ersten Anmeldung richtet er seinen zweiten Faktor ein.
admins-password-was-set = { $name } hat ein neues Passwort.
admins-password-changed = Passwort seit
admins-end-sessions = Sitzungen beenden
admins-ended = { $count ->
    [one] Seine Sitzungen sind beendet.
   *[other] Die Sitzungen von { $count } sind beendet.
}
admins-disable = Deaktivieren
admins-disabled = { $count ->
    [one] Er ist deaktiviert, seine Token auch.
   *[other] { $count } sind deaktiviert, ihre Token auch.
}
admins-enable = Aktivieren
admins-enabled = { $count ->
    [one] Er darf sich wieder anmelden.
   *[other] { $count } dürfen sich wieder anmelden.
}
admins-remove = Entfernen
admins-remove-title = { $count ->
    [one] Administrator entfernen
   *[other] { $count } Administratoren entfernen
}
admins-remove-why = Zweiter Faktor, Sitzungen und Token gehen mit. Das lässt sich nicht zurücknehmen; Deaktivieren schon.
admins-removed = { $count ->
    [one] Der Administrator ist entfernt.
   *[other] { $count } Administratoren sind entfernt.
}
admins-invitations = Offene Einladungen
admins-invitations-about = Sie sind angelegt und haben noch keinen zweiten Faktor eingerichtet. Ist die Zeit um, hilft nur ein neues Passwort.
admins-invited-by = eingeladen von { $by }
admins-invitation-until = bis { $at }
admins-invitation-over = abgelaufen { $ago }
admins-withdraw = Zurückziehen
admins-withdraw-title = Die Einladung zurückziehen
admins-withdraw-why = Die eingeladene Person ist dann kein Administrator mehr, und das Passwort, das ihr genannt wurde, gilt nicht mehr.
admins-withdrawn = Die Einladung ist zurückgezogen.
admins-session-end = Die Sitzung von { $from } beenden
admins-session-ended = Die Sitzung von { $from } ist beendet.
