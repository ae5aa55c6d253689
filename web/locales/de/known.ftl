known-title = Bekannte Geräte
known-about = Adressen und Browser, von denen das Konto innerhalb von 30 Tagen geöffnet wurde. Sie können sich auch anmelden, während andere sein Passwort raten. Lassen Sie vergessen, was Ihnen fremd ist.
known-last = zuletzt etwa am { $at }
known-since = zuerst { $at }
known-none = Keine: Innerhalb von 30 Tagen hat sich niemand angemeldet.
known-not-read = Die bekannten Geräte konnten nicht gelesen werden
known-forget = Vergessen
known-forgotten = Es ist vergessen.
