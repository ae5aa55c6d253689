logins-last = Letzte Anmeldung
logins-last-failed = Letzte fehlgeschlagene Anmeldung
logins-never = noch nie
