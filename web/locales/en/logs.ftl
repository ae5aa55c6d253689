logs-about = What the server did, line by line. The newest lines are at the foot.
logs-levels = Levels and retention
logs-save-day = Save a day
logs-save = Save
logs-follow = Follow
logs-follow-end = Stop following
logs-text = Text
logs-text-hint = Anywhere in the line
logs-log = Log
logs-log-all = All logs
logs-log-smtp_in = SMTP in
logs-log-smtp_out = SMTP out
logs-log-delivery = Delivery
logs-log-imap = IMAP
logs-log-pop3 = POP3
logs-log-web = Web
logs-log-ids = Intrusion detection
logs-log-spam = Spam checks
logs-log-administration = Administration
logs-log-store = Store
logs-log-server = Server
logs-since = How far back
logs-since-15m = 15 minutes
logs-since-1h = One hour
logs-since-24h = One day
logs-since-7d = A week
logs-since-30d = 30 days
logs-since-all = All that is kept
logs-since-range = From … until …
logs-from = From
logs-until = Until
logs-search = Search
logs-whole = Whole sessions
logs-whole-help = All lines of each session that has a match, in all logs.
logs-more = Address, account, message, session
logs-term-ip = Client’s address
logs-term-account = Account, sender or recipient
logs-term-message = Message id
logs-term-session = Session
logs-clear = Clear all
logs-date = Date
logs-time = Time
logs-as-kept = As it stands in the log
logs-the-line = the line
logs-utc = In UTC
logs-session = Session
logs-event = Event
logs-details = Details
logs-what = What happened
logs-count = { $count ->
    [one] One line
   *[other] { $number } lines
}
logs-live = · new ones are shown as they come
logs-lost = · the connection was lost; it is tried again
logs-cut = Only the last { $number } lines are shown. Say more of what you look for to see earlier ones, or save the day.
logs-held = { $count ->
    [0] You are reading further up. New lines wait.
    [one] You are reading further up. One new line waits.
   *[other] You are reading further up. { $number } new lines wait.
}
logs-go-on = To the newest
logs-gone = { $count ->
    [one] One earlier line is not shown any more. It is still in the log.
   *[other] { $number } earlier lines are not shown any more. They are still in the log.
}
logs-ended = The server ended this. Press “Follow” to begin again.
logs-looks = The logs are being searched
logs-stopped = The search was stopped
logs-stopped-before = The search was stopped. These lines are of the one before.
logs-again = Search again
logs-none = No line matches
logs-none-yet = No line yet
logs-none-about = Look further back, in all logs, or for fewer words. What is written depends on the level of each log.
logs-not-read = The logs could not be searched
logs-broken = Broken line
logs-this-session = This whole session
logs-this-message = This message
logs-this-ip = This address
logs-this-account = This account
logs-day = Day
logs-day-help = In UTC, as the log counts days.
logs-only = Only what this search matches
logs-raw = As JSON, a line each
logs-story = What happened to it
