logins-last = Last login
logins-never = never
