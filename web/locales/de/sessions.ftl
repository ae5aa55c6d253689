sessions-title = Sitzungen
sessions-about = Wo Sie gerade angemeldet sind. Beenden Sie, was Sie nicht kennen, und ändern Sie dann Ihr Passwort.
sessions-what = Browser oder Programm
sessions-from = Von
sessions-began = Angemeldet
sessions-seen = Zuletzt gesehen
sessions-this-one = { $name } (diese hier)
sessions-browser-on = { $browser } auf { $system }
sessions-a-browser = Ein Browser
sessions-program = Mailprogramm ({ $protocol })
sessions-in-your-name = { $by }, ein Administrator, in Ihrem Namen
sessions-nowhere-yet = noch nicht benutzt
sessions-kinds = Welche Sitzungen
sessions-kind-all = Alle
sessions-kind-web = Browser
sessions-kind-programs = Mailprogramme
sessions-end = Abmelden
sessions-ended = { $count ->
    [one] Die Sitzung ist abgemeldet.
   *[other] { $count } Sitzungen sind abgemeldet.
}
sessions-end-others = Überall sonst abmelden
sessions-others-ended = Alles außer dieser Sitzung ist abgemeldet.
sessions-none = Sie sind nirgends angemeldet
sessions-his-own = Wo jemand angemeldet ist, sieht nur er selbst
