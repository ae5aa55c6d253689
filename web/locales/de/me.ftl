me-about = Womit Sie sich hier anmelden.
me-roles = Rollen
me-domains = Domains
me-all-domains = der ganze Server
me-of-a-mailbox = Sie melden sich mit Ihrem Postfach an. Dessen Passwort und zweiter Faktor werden nicht auf dieser Seite geändert.
me-password = Passwort
me-password-about = Hat Ihnen jemand das Passwort gegeben, so kennt er es: Wählen Sie eines, das nur Sie kennen.
me-password-change = Passwort ändern
me-password-new = Neues Passwort
me-password-help = Lang, und nichts, was jemand errät: Der Server sagt, was fehlt. Ihre anderen Sitzungen enden.
me-password-verb = Ändern
me-password-set = Ihr Passwort ist geändert. Ihre anderen Sitzungen sind beendet.
me-app = Authentifizierungs-App
me-app-about = Sie zeigt zu jeder Anmeldung einen Code. Eine neue App tritt an die Stelle der bisherigen, und Ihre anderen Sitzungen enden.
me-app-begin = App einrichten
me-app-none = Es ist keine App eingerichtet, oder alle Wiederherstellungscodes sind verbraucht.
me-app-there = { $count ->
    [one] Eingerichtet. Ein Wiederherstellungscode ist übrig: Richten Sie die App neu ein, um weitere zu bekommen.
   *[other] Eingerichtet. { $number } Wiederherstellungscodes sind übrig.
}
me-app-step = Scannen Sie das Bild mit Ihrer Authentifizierungs-App, oder geben Sie das Geheimnis in sie ein. Danach geben Sie den Code ein, den die App zeigt.
me-app-picture = Bild für eine Authentifizierungs-App
me-app-secret = Geheimnis
me-app-open = In einer App auf diesem Gerät öffnen
me-app-code = Code aus der App
me-app-code-help = Solange er nicht stimmt, ändert sich nichts.
me-app-confirm = Diese App verwenden
me-recovery = Wiederherstellungscodes
me-recovery-about = Jeder meldet Sie einmal an, wenn Sie Ihr Gerät verlieren. Bewahren Sie sie so auf, dass nur Sie darankommen.
me-sessions-about = Wo Sie gerade angemeldet sind. Beenden Sie, was Sie nicht kennen, und ändern Sie dann Ihr Passwort.
me-session-about = { $place }; angemeldet am { $began }, zuletzt gesehen { $seen }
me-session-end = Sitzung von { $place } abmelden, zuletzt gesehen { $seen }
