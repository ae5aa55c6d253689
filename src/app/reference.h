// postern reference PAGE: the generated pages of docs/reference.
#pragma once
#include <string>

namespace postern::app {

int print_reference(const std::string& page);

}  // namespace postern::app
