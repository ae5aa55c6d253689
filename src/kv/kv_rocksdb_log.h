// Files for RocksDB's write-ahead log that hold zeros ahead of what is written.
// A sync of a file that grows waits for the file system's journal too, which notes the new size; a sync into blocks that
// are there already does not, and takes about half the time.
// Promises: as rocksdb::FileSystem. A file that was closed ends where its data ends; after a crash up to 512 KiB of zeros may
//   follow the last record, which the log's reader passes over. A record that found no room is taken back as a
//   whole, and the file takes no other: who was refused has nothing there when the log is read again, not even if the record was written
//   and it was its sync that found no room. Of tables and all other files a quota that is used up is told as a full disk is.
#pragma once
#include <rocksdb/file_system.h>

#include <atomic>
#include <cstdint>
#include <memory>

namespace postern::kv {

// How many records there have been. The thread that writes adds one before each, so that a log knows where it begins.
using RecordCount = std::atomic<std::uint64_t>;

// The system's own file system (or another), with such log files.
std::shared_ptr<rocksdb::FileSystem> log_ahead_file_system(
    std::shared_ptr<const RecordCount>, const std::shared_ptr<rocksdb::FileSystem>& under = rocksdb::FileSystem::Default());

}  // namespace postern::kv
