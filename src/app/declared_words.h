// Every English text that is declared in the program and shown by the pages, by group, with where it stands: what a language of the
// pages has to have (web/locales/*/declared). As JSON: {"settings": [{"text": "Host name", "where": "server.host_name"}], ...}.
#pragma once
#include <string>

namespace postern::app {

std::string declared_words();

}  // namespace postern::app
