quarantine-about = Mail that nobody is given until somebody has looked at it. It is shown as text: nothing in it is opened.
quarantine-from = From
quarantine-to = To
quarantine-reason = Why it is held
quarantine-since = Held since
quarantine-size = Size
quarantine-login = Sent by
quarantine-ip = Came from
quarantine-subject-field = Subject
quarantine-from-field = Says it is from
quarantine-date-field = Says its date is
quarantine-text = Its beginning, as text
quarantine-kinds = What it is held for
quarantine-kind-all = All
quarantine-kind-spam = Spam
quarantine-kind-attachment = Attachments
quarantine-kind-scanner = Found by a scanner
quarantine-kind-unknown = Kind not known
quarantine-sides = Where it came from
quarantine-side-all = From everywhere
quarantine-side-in = From outside
quarantine-side-out = From our users
quarantine-release = Release
quarantine-released = { $count ->
    [one] It is on its way, and cannot be called back.
   *[other] { $count } are on their way, and cannot be called back.
}
quarantine-release-why = Who releases a message sends it on its way at once: it cannot be called back.
quarantine-release-title = { $count ->
    [one] Release a held message
   *[other] Release { $count } held messages
}
quarantine-release-carries = What is released goes on its way at once and cannot be called back, with all that it carries. Whoever gets it can open it.
quarantine-delete = Delete
quarantine-delete-title = { $count ->
    [one] Delete a held message
   *[other] Delete { $count } held messages
}
quarantine-delete-why = It is lost: nobody gets it, and nobody is told. This cannot be undone.
quarantine-deleted = { $count ->
    [one] It is deleted.
   *[other] { $count } are deleted.
}
quarantine-none = Nothing is held
quarantine-none-about = What the rules for attachments and spam want looked at first stands here, with the reason.
quarantine-no-spam = No spam is held
quarantine-no-spam-about = What the rules for spam want looked at first stands here, with the reason.
quarantine-not-shown = The message could not be read
quarantine-story = What happened to it
