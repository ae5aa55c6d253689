// saslname = 1*(value-safe-char / "=2C" / "=3D")
#include "auth/sasl_name.h"

#include "auth/sasl_prep.h"

namespace postern::auth {

std::optional<std::string> sasl_name(std::string_view in) {
  std::string out;
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (in[i] != '=') {
      out += in[i];
      continue;
    }
    const auto code = in.substr(i, 3);
    if (code != "=2C" && code != "=3D") return {};
    out += code == "=2C" ? ',' : '=';
    i += 2;
  }
  if (out.empty() || out.find('\0') != out.npos) return {};
  return sasl_prep(out);
}

}  // namespace postern::auth
