login-title = Sign in
login-name = Name or address
login-password = Password
login-code = One-time code
login-code-help = From your authenticator app, or a recovery code. Leave it empty if you have not set one up.
login-enter = Sign in
login-or = or
login-passkey = Sign in with a passkey
login-forgotten = Forgotten?
login-refused = That did not work. Check the name, the password and the code.
login-wait = Too many attempts. You can try again in { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}.
login-unreachable = The server does not answer. Check your connection and try again.
login-failed = The server could not do this. Try again in a moment.
login-language = Language
login-theme = Appearance
login-theme-system = As the system
login-theme-light = Light
login-theme-dark = Dark
forgotten-back = Back to sign in
nowhere-title = You are signed in
nowhere-about = There are no pages for your account at this address. Mail programs work as ever.
nowhere-to-enrol = Set up a second factor first, at the address where this server is administered.
nowhere-sign-out = Sign out
