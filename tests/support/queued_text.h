// For tests: the text of a queued message as it is to be sent, without our Return-Path.
#pragma once
#include <string>

#include "queue/queue.h"
#include "store/blobs.h"

namespace postern::queue {

inline Task<Result<std::string>> queued_text(Queue& queue, store::BlobStore& blobs, EntryId id) {
  auto entry = co_await queue.show(id);
  if (!entry) co_return pass_on(entry);
  auto content = co_await queue.content(*entry);
  if (!content) co_return pass_on(content);
  if (content->blob) co_return co_await blobs.read(content->blob->name, entry->skip, entry->size);
  co_return content->bytes->substr(entry->skip);
}

}  // namespace postern::queue
