// Any bytes to the whole server on a stream in memory, from both states, in any split: it keeps its promises.
#include <cstdint>
#include <cstdlib>

#include "base/text.h"
#include "pop3/pop3.h"
#include "support/fake_stream.h"
#include "support/pop3_world.h"

using namespace postern;  // a fuzzer is a program of its own

namespace {

struct Run {
  std::string said;
  std::vector<std::uint32_t> removed;
};

Run play(const std::uint8_t* head, std::string_view bytes, std::size_t step) {
  pop3::World world;
  world.fail_port_at = head[0] % 8;
  world.slice = 1 + head[1] % 40;
  world.messages.push_back(std::string(bytes.substr(0, 200)));  // what is stored is hostile too
  ManualExecutor executor;
  world.steady_now = executor.now();
  FakeStream stream(executor);
  stream.split_reads(step);
  bool ended = false;
  spawn(pop3::serve(stream, std::make_shared<const pop3::Settings>(), pop3::Options{}, {}, world.ports()),
        [&] { ended = true; });
  if (head[2] % 2) stream.push("USER joe@here.example\r\nPASS secret\r\nRETR 4\r\n");
  executor.run_until_idle();
  stream.push(bytes);
  executor.run_until_idle();
  stream.push_end();
  executor.run_until_idle();
  if (!ended) std::abort();
  return {stream.take_output(), world.removed};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kHead = 3;
  if (size <= kHead) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data + kHead), size - kHead);
  const auto whole = play(data, bytes, 0);
  if (!whole.said.starts_with("+OK POP3 ready\r\n")) std::abort();
  for (std::size_t lf = whole.said.find('\n'); lf != std::string::npos; lf = whole.said.find('\n', lf + 1))
    if (lf == 0 || whole.said[lf - 1] != '\r') std::abort();        // no bare LF ever goes out
  if (to_lower(bytes).find("stls") != std::string::npos) return 0;  // what STLS does depends on segments
  const auto pieces = play(data, bytes, 1 + data[0] % 5);
  if (pieces.said != whole.said || pieces.removed != whole.removed) std::abort();
  return 0;
}
