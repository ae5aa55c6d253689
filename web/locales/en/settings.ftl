settings-about = Each ships with its hardened value. What differs is marked, with who set it.
settings-find = Find a setting
settings-rooms = Parts of the server
settings-every = All settings
settings-hardening = Hardening
settings-hardening-about = The settings that guides to hardening are about. All the others are in the parts of the server.
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
settings-not-read = The settings could not be read
