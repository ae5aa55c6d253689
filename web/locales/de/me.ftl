me-about = Womit Sie sich hier anmelden, neben Ihrem Passwort.
me-roles = Rollen
me-domains = Domains
me-all-domains = der ganze Server
me-of-a-mailbox = Sie melden sich mit Ihrem Postfach an. Dessen Passwort und zweiter Faktor werden nicht auf dieser Seite geändert.
me-app = Authentifizierungs-App
me-app-about = Sie zeigt zu jeder Anmeldung einen Code. Eine neue App tritt an die Stelle der bisherigen, und Ihre anderen Sitzungen enden.
me-app-begin = App einrichten
me-app-none = Es ist keine App eingerichtet, oder alle Wiederherstellungscodes sind verbraucht.
me-app-there = { $count ->
    [one] Eingerichtet. Ein Wiederherstellungscode ist übrig: Richten Sie die App neu ein, um weitere zu bekommen.
   *[other] Eingerichtet. { $number } Wiederherstellungscodes sind übrig.
}
me-app-step = Geben Sie dieses Geheimnis in Ihre App ein, danach den Code, den die App zeigt.
me-app-secret = Geheimnis
me-app-open = In einer App auf diesem Gerät öffnen
me-app-code = Code aus der App
me-app-code-help = Solange er nicht stimmt, ändert sich nichts.
me-app-confirm = Diese App verwenden
me-recovery = Wiederherstellungscodes
me-recovery-about = Jeder meldet Sie einmal an, wenn Sie Ihr Gerät verlieren. Bewahren Sie sie so auf, dass nur Sie darankommen.
me-passkeys = Passkeys
me-passkeys-about = Ein Passkey liegt auf Ihrem Gerät oder einem Sicherheitsschlüssel und verlangt Ihren Finger oder Ihre PIN. Er meldet Sie ohne Passwort an.
me-passkeys-none = Sie haben noch keinen Passkey.
me-passkeys-not-read = Ihre Passkeys konnten nicht gelesen werden
me-no-passkeys-here = Dieser Browser kennt keine Passkeys.
me-passkey-add = Passkey hinzufügen
me-passkey-make = Weiter
me-passkey-label = Name
me-passkey-label-help = Wie Sie ihn nennen, etwa „Schlüssel auf meinem Tisch“.
me-passkey-added = { $label } meldet Sie ab jetzt an.
me-passkey-not-made = Der Browser hat keinen Passkey angelegt. Es wurde abgebrochen, oder dieses Gerät hat schon einen. Diese Seite muss unter dem Namen des Servers geöffnet sein, nicht unter seiner Adresse.
me-passkey-never = hinzugefügt am { $added }, nie verwendet
me-passkey-used = hinzugefügt am { $added }, zuletzt verwendet am { $used }
me-passkey-remove = Passkey entfernen
me-passkey-remove-one = { $label } entfernen
me-passkey-remove-why = Er meldet Sie dann nicht mehr an. Um ihn zurückzubekommen, fügen Sie ihn wieder hinzu, mit dem Gerät in der Hand.
me-passkey-removed = { $label } wurde entfernt.
