own-title = Sicherheit
own-about = Was Ihre Mails schützt, und wie viel Platz sie brauchen.
own-not-read = Ihr Konto konnte nicht gelesen werden
own-password = Passwort
own-no-password = Keines gesetzt
own-password-since = Gesetzt am { $date }
own-password-due = Zu ändern bis { $date }
own-new-password = Neues Passwort
own-password-help = Lang ist besser als kompliziert: ein paar Wörter, die sonst niemand zusammenstellt.
own-set-password = Passwort ändern
own-password-ends = Alle Ihre anderen Sitzungen enden. Mailprogramme, die es benutzen, fragen nach dem neuen; Anwendungspasswörter bleiben, wie sie sind.
own-exempt = Ihr Administrator verlangt diese Regeln nicht von Ihnen. Ein guter Rat sind sie trotzdem.
own-policy = Was verlangt wird
own-expires-after = { $count ->
    [one] Es muss jeden Tag geändert werden.
   *[other] Es muss alle { $count } Tage geändert werden.
}
own-changed = Ihr Passwort ist geändert. Ihre Mailprogramme brauchen das neue.
expired-title = Neues Passwort setzen
expired-about = Das Passwort, mit dem Sie sich angemeldet haben, ist abgelaufen. Mit einem neuen geht es weiter wie gewohnt; bis dahin ist hier nichts anderes offen.
enrol-title = Zweiten Faktor einrichten
enrol-about = Hier braucht ihn jeder: etwas neben dem Passwort, das nur Sie haben. Bis dahin ist hier nichts anderes offen. Mailprogramme brauchen je ein Anwendungspasswort; diese legen Sie danach an.
enrol-app = Authentifizierungs-App
enrol-app-about = Eine App auf Ihrem Telefon zeigt einen Code, der alle halbe Minute wechselt. Sie geben ihn beim Anmelden ein.
enrol-passkey = Passkey
enrol-done = Ihr zweiter Faktor ist eingeschaltet.
own-factor = Zweiter Faktor
own-factor-on = An
own-factor-off = Aus
own-factor-on-about = Ihr Passwort allein öffnet diese Seiten nicht: Sie fragen auch nach einem Code Ihrer Authentifizierungs-App, oder stattdessen nach einem Passkey. Mailprogramme brauchen je ein Anwendungspasswort.
own-factor-off-about = Wer Ihr Passwort erfährt, kann Ihre Mails lesen. Mit einem zweiten Faktor braucht er auch Ihr Telefon.
own-factor-disabled = Zweite Faktoren sind hier abgeschaltet. Ihr Administrator kann sie erlauben.
own-factor-begin = Authentifizierungs-App einrichten
own-factor-remove = Zweiten Faktor abschalten
own-factor-removed = Der zweite Faktor ist abgeschaltet.
own-new-codes = Neue Wiederherstellungscodes
own-codes-left = { $count ->
    [one] Ein Wiederherstellungscode ist übrig.
   *[other] { $number } Wiederherstellungscodes sind übrig.
}
own-few-codes = Lassen Sie neue Wiederherstellungscodes anlegen, bevor der letzte verbraucht ist. Ohne Code und ohne App können Sie sich nicht anmelden.
own-recovery = Wiederherstellungsadresse
own-recovery-about = Wenn Sie Ihr Passwort vergessen haben, kann ein Token für ein neues dorthin geschickt werden.
own-no-recovery = Keine
own-add-recovery = Adresse angeben
own-change-recovery = Adresse ändern
own-recovery-done = Ihre Wiederherstellungsadresse ist geändert.
own-storage = Speicherplatz
own-storage-used = { $used } belegt
own-storage-of = { $used } von { $quota } belegt
own-messages = { $count ->
    [one] eine Mail
   *[other] { $number } Mails
}
own-nearly-full = Ihr Postfach ist fast voll. Ist es voll, werden neue Mails abgewiesen: Löschen oder verschieben Sie, was Sie nicht brauchen.
own-addresses = Ihre Adressen
rule-length = { $count ->
    [one] Mindestens ein Zeichen
   *[other] Mindestens { $count } Zeichen
}
rule-strength = { $count ->
    [1] Nicht sofort zu erraten
    [2] Schwer zu erraten
    [3] Stark: Niemand errät es
   *[other] Sehr stark: Niemand errät es
}
rule-own-names = Ohne Ihren Namen, Ihre Adresse und die Domain
rule-common = Kein verbreitetes Passwort und kein einzelnes Wort
rule-numbers = { $count ->
    [one] Mindestens eine Ziffer
   *[other] Mindestens { $count } Ziffern
}
rule-capitals = { $count ->
    [one] Mindestens ein Großbuchstabe
   *[other] Mindestens { $count } Großbuchstaben
}
rule-lowercase = { $count ->
    [one] Mindestens ein Kleinbuchstabe
   *[other] Mindestens { $count } Kleinbuchstaben
}
rule-symbols = { $count ->
    [one] Mindestens ein Sonderzeichen
   *[other] Mindestens { $count } Sonderzeichen
}
rule-remember = { $count ->
    [one] Nicht das jetzige
   *[other] Keines Ihrer letzten { $count } Passwörter
}
rule-is-kept = (erfüllt)
rule-is-broken = (noch nicht)
factor-title = Authentifizierungs-App einrichten
factor-programs = Sobald dies an ist, können sich Mailprogramme mit Ihrem Passwort nicht mehr anmelden. Legen Sie für jedes ein Anwendungspasswort an.
factor-scan = Nehmen Sie das Bild mit Ihrer Authentifizierungs-App auf, oder kopieren Sie das Geheimnis hinein.
factor-qr = Bild für eine Authentifizierungs-App; das Geheimnis steht daneben als Text
factor-secret = Geheimnis
factor-open-app = In einer App auf diesem Gerät öffnen
factor-code = Code, den die App zeigt
factor-code-help = Sechs Ziffern. Sie wechseln alle halbe Minute.
factor-turn-on = Einschalten
factor-remove-title = Zweiten Faktor abschalten
factor-remove-about = Von da an öffnet Ihr Passwort allein Ihre Mails. Ihre Passkeys und Wiederherstellungscodes gelten nicht mehr.
codes-title = Ihre Wiederherstellungscodes
codes-about = Jeder meldet Sie einmal an, wenn Sie Ihre App nicht haben. Sie werden nur jetzt gezeigt: Verwahren Sie sie, wo Sie sie ohne Ihr Telefon finden.
codes-label = Wiederherstellungscodes
codes-save = Als Datei speichern
codes-kept = Ich habe sie verwahrt
recovery-title = Wiederherstellungsadresse
recovery-address = Adresse anderswo
recovery-address-help = Eine, die Sie lesen können, wenn Sie in dieses Konto nicht hineinkommen.
recovery-send = Token dorthin senden
recovery-sent = Ein Token ist unterwegs an { $address }. Es gilt eine Stunde.
recovery-token = Token aus der Nachricht
recovery-confirm = Bestätigen
