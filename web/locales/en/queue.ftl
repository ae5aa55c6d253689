queue-about = Mail that waits: for whom, since when, and what was answered. The list follows what happens.
queue-messages = Messages
queue-tab-destinations = Destinations
queue-tab-senders = Senders
queue-tab-answers = Answers
queue-by-destinations = Destination
queue-by-senders = Sender
queue-by-answers = Answer
queue-to = To
queue-from = From
queue-from-whom = from { $from }
queue-login = Sent by
queue-state = State
queue-states = Which messages
queue-state-all = All
queue-state-put-off = Put off
queue-state-fresh = Not tried yet
queue-state-later = For later
queue-state-held = Held
queue-state-quarantine = Quarantine
queue-answer = Last answer
queue-place = Destination
queue-due = Next try
queue-due-now = now
queue-not-due = none
queue-due-paused = paused
queue-since = Waits since
queue-oldest = Oldest
queue-attempts = Tries
queue-size = Size
queue-id = Queue id
queue-recipients = Recipients
queue-health = Health
queue-unknown = not known
queue-here = this server
queue-and-more = { $first } and { $number } more
queue-tried = { $count ->
    [0] not tried yet
    [one] tried once
   *[other] tried { $number } times
}
queue-health-trying = Being tried
queue-health-held = Held
queue-health-bad = All of it was put off
queue-health-warn = { $late } of { $messages } put off
queue-health-ok = Nothing was put off
queue-force = Try now
queue-forced = { $count ->
    [one] It is tried now.
   *[other] { $count } are tried now.
}
queue-forced-paused = What is for other servers is tried as soon as sending goes on.
queue-hold = Hold
queue-held = { $count ->
    [one] It is held until somebody ends that.
   *[other] { $count } are held until somebody ends that.
}
queue-unhold = End the hold
queue-unheld = { $count ->
    [one] It is held no more, and tried now.
   *[other] { $count } are held no more, and tried now.
}
queue-is-held = It is held, and not tried until somebody ends that.
queue-restart = Start over
queue-restarted = { $count ->
    [one] It is tried as if it had just come in.
   *[other] { $count } are tried as if they had just come in.
}
queue-redirect = Redirect
queue-redirect-title = { $count ->
    [one] Send it to somebody else
   *[other] Send { $count } messages to somebody else
}
queue-stopped = It was stopped: { $done } of { $all } are done, the others wait as before.
queue-redirect-verb = Send it there
queue-redirect-why = Whoever it was for gets nothing of it. This cannot be taken back.
queue-redirect-to = Address of the new recipient
queue-redirected = { $count ->
    [one] It goes to { $to }.
   *[other] { $count } messages go to { $to }.
}
queue-delete = Delete
queue-delete-title = { $count ->
    [one] Delete a message
   *[other] Delete { $count } messages
}
queue-delete-why = It is lost: nobody gets it, and its sender is not told. This cannot be undone.
queue-deleted = { $count ->
    [one] It is deleted.
   *[other] { $count } are deleted.
}
queue-cut = Only { $number } of the waiting messages are counted here. Say what you look for to see others.
queue-cut-here = Looked for in { $number } of the waiting messages only: there are more.
queue-cut-found = Of the messages that were found only { $number } are counted here. Say more of what you look for.
queue-none = Nothing waits
queue-none-about = All mail has reached its place. What cannot be delivered at once waits here.
queue-gone = It does not wait any more: it was delivered, given up or deleted.
queue-not-shown = The message could not be read
queue-in-quarantine = It is held for what it is, and goes on when it is released from quarantine.
queue-to-quarantine = Look at it
queue-show-messages = Show its messages
queue-story = What happened to it
queue-look = Look at the message
queue-look-about = Its header and its beginning are shown as text. The log of administration keeps who has looked.
queue-text = Its beginning, as text
queue-pause = Pause delivery
queue-go-on = Go on sending
queue-paused = Nothing is sent to other servers until somebody goes on sending. Mail is taken and waits here; mailboxes of this server get their mail.
queue-pause-not-read = Whether delivery is paused could not be read
queue-pause-done = Delivery to other servers is paused.
queue-goes-on = Sending goes on. What is due is tried at once.
