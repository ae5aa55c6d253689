// Every English text that is declared in the program and shown by the pages or written in mail, by group, with where it stands: what a
// language has to have (web/locales/*/declared). As JSON: {"settings": [{"text": "Host name", "where": "server.host_name"}], ...}.
#pragma once
#include <string>

namespace postern::app {

std::string declared_words();

}  // namespace postern::app
