connections-about = Who is connected to which service right now, and who has signed in.
connections-open = Open connections
connections-sessions = Sessions
connections-service = Service
connections-services = Which connections
connections-all = All
connections-address = Address
connections-port = Port
connections-from-port = From port { $port }
connections-held = Per address
connections-account = Account
connections-nobody = not signed in
connections-since = Since
connections-state = Now
connections-state-greeting = said nothing yet
connections-state-handshake = setting up TLS
connections-state-login = signing in
connections-state-command = waits for a command
connections-state-envelope = announces a message
connections-state-message = brings a message
connections-state-working = the server is at work
connections-state-sending = fetches a message
connections-state-idle = waits for new mail
connections-active = Last active
connections-octets = Received / sent
connections-tls = TLS
connections-plain = not encrypted
connections-session = In the log
connections-drop = Drop
connections-dropped = { $count ->
    [one] It is closed. Its client may come again.
   *[other] { $count } are closed. Their clients may come again.
}
connections-block = Block this address
connections-block-one = One address is blocked at a time. Choose connections of the same address.
connections-none = Nobody is connected
connections-none-about = Whoever connects to a service of this server stands here.
connections-who = Who
connections-kind = Kind
connections-kinds = Which sessions
connections-kind-administrators = Administrator
connections-kind-users = User
connections-kind-in-name = In a user's name
connections-by = By whom, and why
connections-browser = Browser
connections-began = Began
connections-end-one = End this session
connections-ended-one = { $count ->
    [one] That session is over.
   *[other] { $count } sessions are over.
}
connections-end = End all sessions
connections-ended = { $count ->
    [one] All of those sessions are over.
   *[other] They are over, with all other sessions of the same people.
}
connections-end-own = End your own sessions
connections-end-own-why = You are signed out as well, and have to sign in again.
connections-no-sessions = Nobody is signed in
