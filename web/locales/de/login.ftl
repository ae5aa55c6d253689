login-title = Anmelden
login-name = Name oder Adresse
login-password = Passwort
login-code = Einmalcode
login-code-help = Aus Ihrer Authentifizierungs-App, oder ein Wiederherstellungscode. Leer lassen, wenn Sie keinen eingerichtet haben.
login-enter = Anmelden
login-or = oder
login-passkey = Mit einem Passkey anmelden
login-forgotten = Vergessen?
login-refused = Das hat nicht geklappt. Prüfen Sie Name, Passwort und Code.
login-wait = Zu viele Versuche. In { $seconds ->
    [one] einer Sekunde
   *[other] { $seconds } Sekunden
} können Sie es noch einmal versuchen.
login-unreachable = Der Server antwortet nicht. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.
login-failed = Der Server konnte das nicht ausführen. Versuchen Sie es gleich noch einmal.
login-language = Sprache
login-theme = Darstellung
login-theme-system = Wie das System
login-theme-light = Hell
login-theme-dark = Dunkel
forgotten-back = Zurück zur Anmeldung
nowhere-title = Sie sind angemeldet
nowhere-about = An dieser Adresse gibt es keine Seiten für Ihr Konto. Mailprogramme funktionieren wie immer.
nowhere-to-enrol = Richten Sie zuerst einen zweiten Faktor ein, an der Adresse, unter der dieser Server verwaltet wird.
nowhere-sign-out = Abmelden
