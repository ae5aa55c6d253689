// Fields of a message that are known only once it is whole: results, signatures.
#pragma once
#include <string>

#include "smtp/server/ports.h"

namespace postern::smtp {

// They stand behind its Return-Path, in what is stored and in its structure, as if they had come with it.
Task<Result<void>> put_fields(Message&, std::string fields);

}  // namespace postern::smtp
