// For tests: the text of a queued message as it is to be sent, without our Return-Path.
#pragma once
#include <string>

#include "queue/queue.h"
#include "store/blobs.h"

namespace postern::queue {

inline Task<Result<std::string>> queued_text(Queue& queue, store::BlobStore& blobs, EntryId id) {
  auto legs = co_await queue.find(id);
  if (!legs) co_return pass_on(legs);
  const auto& message = legs->front().message;
  auto content = co_await queue.content(id, message);
  if (!content) co_return pass_on(content);
  if (content->blob) co_return co_await blobs.read(content->blob->name, message.skip, message.size);
  co_return content->bytes->substr(message.skip);
}

}  // namespace postern::queue
