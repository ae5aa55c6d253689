// Where a server learns which releases there are.
#pragma once
#include <string>

namespace postern::releases {

struct Settings {
  std::string url = {};   // https; empty: nobody is asked
  std::string key = {};   // Ed25519, 32 octets in base64
  std::string file = {};  // read in place of the address
  std::string ca = {};    // a PEM file, besides what the system trusts
  bool inside = false;
};

}  // namespace postern::releases
