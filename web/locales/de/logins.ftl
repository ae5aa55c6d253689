logins-last = Letzte Anmeldung
logins-never = noch nie
