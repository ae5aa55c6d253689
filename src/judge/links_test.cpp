// Where links lead, and what is none.
#include "judge/links.h"

#include <gtest/gtest.h>

namespace postern::judge {
namespace {

using Hosts = std::vector<std::string>;

Hosts plain(std::string text) { return link_hosts({false, std::move(text)}, 20); }
Hosts html(std::string text) { return link_hosts({true, std::move(text)}, 20); }

TEST(Links, are_found_in_plain_text_wherever_they_stand) {
  EXPECT_EQ(plain("see http://a.example/x?y, (https://B.Example:8443), <ftp://c.example> and www.d.example."),
            (Hosts{"a.example", "b.example", "c.example", "www.d.example"}));
  EXPECT_EQ(plain("http://a.example http://a.example/other"), Hosts{"a.example"});
  EXPECT_EQ(plain("http://user:pass@evil.example@a.example./"), Hosts{"a.example"});
  EXPECT_EQ(plain("http://a_b.example"), Hosts{"a_b.example"});
}

TEST(Links, that_are_none_are_passed_over) {
  EXPECT_EQ(plain("shttp://a.example awww.b.example http: http:// http:///// https://localhost mailto:a@b.example http://..a"),
            Hosts{});
}

TEST(Links, are_read_as_browsers_read_them) {
  EXPECT_EQ(plain("HTTP:\\\\a.example http:/b.example https:////c.example"), (Hosts{"a.example", "b.example", "c.example"}));
  EXPECT_EQ(plain("http://ev%69l.example http://b\xC3\xBC"
                  "cher.example/"),
            (Hosts{"evil.example", "xn--bcher-kva.example"}));
  EXPECT_EQ(plain("http://192.0.2.1/ http://3221225985/ http://[2001:db8::1]:80/"), (Hosts{"192.0.2.1", "2001:db8::1"}));
}

TEST(Links, are_found_in_html_however_they_are_written) {
  EXPECT_EQ(html("<a href=\"http&#58;&#x2f;/a.example&quot;\">http://b.example</a><img src='https&colon;&sol;&sol;c.example'>"),
            (Hosts{"a.example", "b.example", "c.example"}));
  EXPECT_EQ(html("http://a&period;example/&nbsp;&#0;&#99999999999;&"), Hosts{"a.example"});
  EXPECT_EQ(plain("http&#58;//a.example"), Hosts{}) << "text has no entities";
}

TEST(Links, are_no_more_than_the_limit_and_cost_no_more_than_the_text) {
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "http://h" + std::to_string(i) + ".example ";
  EXPECT_EQ(plain(many).size(), 20u);
  std::string hostile;
  for (int i = 0; i < 100'000; ++i) hostile += "http://";
  EXPECT_TRUE(plain(hostile).empty());
  EXPECT_TRUE(html(std::string(1'000'000, '&')).empty());
}

}  // namespace
}  // namespace postern::judge
