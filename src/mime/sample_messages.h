// Messages that several tests look at.
#pragma once
#include <string>
#include <vector>

namespace postern::mime {

inline const std::string kTwoParts =
    "From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"b 1\"\r\n\r\npreamble\r\n"
    "--b 1\r\n\r\nfirst\r\nline\r\n--b 1  \r\nContent-Type: text/html\r\n\r\n<p>second</p>\r\n\r\n--b 1--\r\nepilogue\r\n";

inline const std::string kForwarded =
    "Subject: outer\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: text/plain\r\n\r\nsee below\r\n"
    "--o\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n"
    "Subject: inner\r\nFrom: \"In, ner\" <in@ner.example>\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n"
    "--i\r\n\r\ninner one\r\n--i\r\nContent-Type: image/png; name=x.png\r\nContent-Transfer-Encoding: "
    "base64\r\n\r\nAAAA\r\n--i--\r\n"
    "\r\n--o--\r\n";

inline std::vector<std::string> sample_messages() {
  std::vector<std::string> all{
      kTwoParts,
      kForwarded,
      "",
      "\r\n",
      "\n",
      "a",
      "\r",
      "Subject: x",
      "Subject: x\r\n",
      "Content-Type: message/rfc822",
      "Content-Type: message/rfc822\r\n\r\n",
      "Content-Type: message/rfc822\r\n\r\nContent-Type: message/rfc822\r\n\r\nSubject: deep\r\n\r\nx",
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b",
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b--",
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nX: y\r\n--b--\r\n-\r\n--\r\n",
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n--b\r\n--b\r\nContent-Type: message/rfc822\r\n--b--",
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n--b\r\n\r\n\r\n--b--",
      "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n\n-\n--\n---b\n--b\r\n\r\ny\r\n--c\r\n\r\n--b--x\n",
  };
  for (const auto& text : std::vector<std::string>(all.begin(), all.begin() + 2)) {
    std::string bare;
    for (const char c : text)
      if (c != '\r') bare += c;
    all.push_back(bare);
  }
  return all;
}

}  // namespace postern::mime
