logins-last = Last login
logins-last-failed = Last failed login
logins-never = never
