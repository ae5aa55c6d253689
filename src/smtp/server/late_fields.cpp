// The structure grows with the octets.
#include "smtp/server/late_fields.h"

#include "mime/with_fields.h"

namespace postern::smtp {

Task<Result<void>> put_fields(Message& message, std::string fields) {
  const auto at = static_cast<std::uint32_t>(message.return_path);
  message.parsed = std::make_shared<const mime::Message>(mime::with_fields(*message.parsed, at, fields));
  co_return co_await message.body->put_in(at, std::move(fields));
}

}  // namespace postern::smtp
