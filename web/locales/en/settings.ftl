settings-about = Each ships with its hardened value. What differs is marked, with who set it.
settings-find = Find a setting
settings-rooms = Parts of the server
settings-every = All settings
settings-hardening = Hardening
settings-hardening-about = The settings that guides to hardening are about. All the others are in the parts of the server.
settings-of-domains = Domains that are there keep what they have.
settings-of-domains-way = Where domains differ, and how to set them back
settings-drifted = { $count ->
    [one] 1 differs
   *[other] { $count } differ
}
settings-saved = { $count ->
    [one] One setting was saved.
   *[other] { $count } settings were saved.
}
settings-undone = The settings are as they were before.
settings-changed-meanwhile = Somebody else changed settings meanwhile. Look at what differs, then save again.
settings-not-insisted = Nothing was saved: what was refused has been changed or discarded since.
settings-not-read = The settings could not be read
settings-passwords = Passwords of routes
settings-passwords-about = What the server logs in with where a route hands mail over. A route names one under “Secret”; it is kept sealed and never shown again.
settings-passwords-not-read = The passwords of routes could not be read
settings-passwords-none = None is kept.
settings-password-add = Keep a password
settings-password-of = Password { $name }
settings-password-name = Name
settings-password-name-help = As routes name it: letters, digits, “-”, “_” and “.”.
settings-password-value = Password
settings-password-value-help = Of the user that the route logs in as, at the other server.
settings-password-keep = Keep
settings-password-kept = The password { $name } is kept.
settings-password-set = Set
settings-password-renew = Set anew
settings-password-since = Kept since { $at }
settings-password-none-kept = There is none
settings-password-routes = Routes: { $routes }
settings-password-used = Another setting names it
settings-password-unused = No route names it
settings-password-delete = Delete
settings-password-delete-why = Nobody can give it back: it is shown nowhere.
settings-password-deleted = The password { $name } is deleted.
settings-password-missing = No password of this name is kept: mail for this route waits until there is one.
