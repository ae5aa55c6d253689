// The pieces of work a server is measured by; each is a file of its own. main.cpp has the table of their names.
#pragma once
#include <cstddef>
#include <memory>
#include <vector>

#include "connection.h"
#include "imap.h"
#include "measure.h"

namespace mailload {

void smtp(const Target&, Measure&);  // messages over one or many connections, until all can be seen over IMAP
void sink(const Target&, Measure&);  // takes mail for elsewhere: a server, until so many have come or nobody reads its words
void imap_login(const Target&, Measure&);     // connect, LOGIN, SELECT, LOGOUT
void imap_command(const Target&, Measure&);   // one command again and again in a selected mailbox
void imap_store(const Target&, Measure&);     // \Flagged on and off, message by message
void imap_append(const Target&, Measure&);    // one message a command
void imap_fill(const Target&, Measure&);      // many messages into a mailbox, for other workloads
void imap_idle(const Target&, Measure&);      // opens connections that idle, says "READY n", and holds them
void pop3_retrieve(const Target&, Measure&);  // RETR of every message in order

// One logged-in connection a lane, opened before the clock starts.
std::vector<std::unique_ptr<Imap>> open_imap(const Target&);

}  // namespace mailload
