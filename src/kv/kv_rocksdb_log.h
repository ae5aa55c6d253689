// Files for RocksDB's write-ahead log that hold zeros ahead of what is written.
// A sync of a file that grows waits for the file system's journal too, which notes the new size; a sync into blocks that
// are there already does not, and takes about half the time.
// Promises: as rocksdb::FileSystem. A file that was closed ends where its data ends; after a crash up to 512 KiB of zeros may
//   follow the last record, which the log's reader passes over.
#pragma once
#include <rocksdb/file_system.h>

#include <memory>

namespace postern::kv {

// The system's own file system, with such log files.
std::shared_ptr<rocksdb::FileSystem> log_ahead_file_system();

}  // namespace postern::kv
