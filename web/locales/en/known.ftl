known-title = Known devices
known-about = Addresses and browsers that the account was opened from within 30 days. They may sign in also while others guess at its password. Forget what is strange to you.
known-last = last about { $at }
known-since = first { $at }
known-none = None: nobody has signed in within 30 days.
known-not-read = The known devices could not be read
known-forget = Forget
known-forgotten = It is forgotten.
