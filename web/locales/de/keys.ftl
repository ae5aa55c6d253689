keys-about = Token, mit denen Programme die API aufrufen. Ein Token braucht keinen zweiten Faktor: Geben Sie ihm wenig, und nicht für lange.
keys-add = Neues Token
keys-add-verb = Anlegen
keys-label = Wofür
keys-label-help = Welches Programm es benutzt, und wo.
keys-administrator = In wessen Namen
keys-administrator-help = Das Token kann nie mehr, als dieser Administrator darf.
keys-roles = Rollen
keys-networks = Von wo aus
keys-networks-help = Adressen oder Netze. Leer: von überall, von wo aus der Administrator kommen darf.
keys-from-anywhere = von wo aus er kommen darf
keys-life = Für wie lange
keys-life-1d = Einen Tag
keys-life-30d = 30 Tage
keys-life-90d = 90 Tage
keys-life-366d = Ein Jahr
keys-created = Seit
keys-expires = Läuft ab
keys-kinds = Welche Token
keys-kind-all = Alle
keys-kind-holds = In Kraft
keys-kind-soon = Laufen bald ab
keys-kind-over = Abgelaufen
keys-none = Es gibt kein Token
keys-none-about = Kein Programm ruft die API von außen auf. Legen Sie ein Token an, wenn eines das braucht.
keys-token = Token
keys-token-about = Tragen Sie es dort ein, wo das Programm es liest. Gesendet wird es als „Authorization: Bearer …“.
keys-remove = Entziehen
keys-remove-why = Das Programm, das es benutzt, wird sofort abgewiesen. Das lässt sich nicht zurücknehmen: Ein neues Token ist ein anderes.
keys-removed = { $count ->
    [one] Das Token ist entzogen.
   *[other] { $count } Token sind entzogen.
}
