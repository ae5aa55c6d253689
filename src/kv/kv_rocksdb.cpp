// The embedded engine: RocksDB, one column family each, one write-ahead log for all.
// The settings aim at a small server: about 50 MiB of memory at most, few threads, a start without much to replay.
#include <fcntl.h>
#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/listener.h>
#include <rocksdb/table.h>
#include <rocksdb/utilities/table_properties_collectors.h>
#include <rocksdb/write_buffer_manager.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <shared_mutex>

#include "base/units.h"
#include "events/table.h"
#include "kv/kv_rocksdb_log.h"
#include "kv/open.h"

namespace postern::kv {
namespace {

constexpr std::array<const char*, kFamilies> kNames{"meta", "body", "queue", "hot", "security"};

constexpr std::size_t kWriteBuffers = 32_MiB;
constexpr std::size_t kLog = 64_MiB;
constexpr std::uint64_t kRoomToGoOn = kLog;  // what the log holds goes to tables, before anything else is taken

rocksdb::Slice slice(std::string_view s) { return {s.data(), s.size()}; }
std::string_view view(const rocksdb::Slice& s) { return {s.data(), s.size()}; }

std::unexpected<Error> failed(const rocksdb::Status& status) {
  // Incomplete: a write that would have to wait for a compaction that finds no room.
  if (status.IsNoSpace() || status.IsIncomplete()) return no_room(status.ToString());
  if (status.IsCorruption()) return fail(Failure::corrupt, "Stored data is damaged", status.ToString());
  return fail(Failure::io, "Storage has failed: see whether the disk is full or broken", status.ToString());
}

// Takes the place of RocksDB's own log file: errors become events, the rest (60 kB at every start) is left out.
class ErrorLog final : public rocksdb::Logger {
 public:
  explicit ErrorLog(events::Sink* sink) : Logger(rocksdb::InfoLogLevel::ERROR_LEVEL), sink_(sink) {}
  using Logger::Logv;
  void Logv(const char* format, va_list values) override {  // called for levels that are not left out
    std::array<char, 512> text{};
    std::vsnprintf(text.data(), text.size(), format, values);
    if (sink_) sink_->write(events::Event::store_failed, {}, {{events::Key::reason, std::string_view(text.data())}});
  }
  void LogHeader(const char*, va_list) override {}

 private:
  events::Sink* const sink_;
};

// RocksDB would go on by itself once there is room, but not where the log of a full disk ended in half a record or could not be changed
// for another: then writes fail for good. Opened anew, it goes on from whatever a full disk has left (RocksEngine::recover). What it may do
// is try a compaction again.
class NoWayBack final : public rocksdb::EventListener {
 public:
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason, rocksdb::Status error, bool* by_itself) override {
    if (error.severity() >= rocksdb::Status::Severity::kHardError) *by_itself = false;
  }
};

rocksdb::DBOptions db_options(rocksdb::Env* env, events::Sink* sink) {
  rocksdb::DBOptions o;
  o.env = env;
  o.create_if_missing = true;
  o.create_missing_column_families = true;
  // FIFO compaction (security) wants every file open. They are few: tables have 64 MiB, and indexes live in the cache.
  o.max_open_files = -1;
  o.max_file_opening_threads = 2;
  o.max_background_jobs = 2;
  o.max_subcompactions = 1;
  // What is not flushed is bounded over all families, and with it memory and the log that a start has to replay.
  o.write_buffer_manager = std::make_shared<rocksdb::WriteBufferManager>(kWriteBuffers);
  o.max_total_wal_size = kLog;
  // One thread writes, so the machinery for concurrent writers only costs.
  o.allow_concurrent_memtable_write = false;
  o.enable_write_thread_adaptive_yield = false;
  // Replayed entries stay in memory and their log stays: a start after a crash writes nothing before it serves.
  o.avoid_flush_during_recovery = true;
  // After a power cut, unsynced pages behind the last sync may be missing with later ones present. This mode ends the replay
  // at the first hole and opens; everything acknowledged lies before it, because a sync covers all bytes before. The
  // alternative, kTolerateCorruptedTailRecords, takes such a hole for damage and would keep the server from starting.
  o.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  // After a failed write or sync nothing is tried again behind our back (see Committer).
  o.max_bgerror_resume_count = 0;
  o.listeners.push_back(std::make_shared<NoWayBack>());
  o.use_fsync = false;
  o.bytes_per_sync = 1_MiB;
  o.info_log = std::make_shared<ErrorLog>(sink);
  o.stats_dump_period_sec = 0;
  o.stats_persist_period_sec = 0;
  o.skip_stats_update_on_db_open = true;
  return o;
}

rocksdb::ColumnFamilyOptions base_options(const std::shared_ptr<rocksdb::Cache>& cache, std::size_t block_size) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.block_size = block_size;
  table.format_version = 5;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.optimize_filters_for_memory = true;
  table.cache_index_and_filter_blocks = true;  // so that the cache bounds them too
  table.pin_l0_filter_and_index_blocks_in_cache = true;

  rocksdb::ColumnFamilyOptions o;
  o.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  // No family is flushed for its own size: the bound over all decides, and a replay of the whole log flushes nothing.
  o.write_buffer_size = kLog;
  o.compression = rocksdb::kLZ4Compression;
  o.level_compaction_dynamic_level_bytes = true;
  o.target_file_size_base = 64_MiB;
  o.max_bytes_for_level_base = 128_MiB;
  return o;
}

// A table of which half is tombstones, anywhere in it or as a whole, is compacted soon.
void compact_when_erased(rocksdb::ColumnFamilyOptions& o) {
  o.table_properties_collector_factories.push_back(rocksdb::NewCompactOnDeletionCollectorFactory(256, 128, 0.5));
}

// Values of this size go to blob files once, and compactions move only references.
void keep_values_apart(rocksdb::ColumnFamilyOptions& o, std::uint64_t from) {
  o.enable_blob_files = true;
  o.min_blob_size = from;
  o.blob_compression_type = rocksdb::kLZ4Compression;
  o.enable_blob_garbage_collection = true;
  o.blob_garbage_collection_force_threshold = 0.5;
}

rocksdb::ColumnFamilyOptions family_options(Family family, const std::shared_ptr<rocksdb::Cache>& cache) {
  // Rows of meta are read by long scans, so they come in larger blocks; and LZ4 on every level, for ZSTD took a quarter of
  // the time of such a scan.
  auto o = base_options(cache, family == Family::meta ? 16_KiB : 8_KiB);
  switch (family) {
    case Family::meta: break;
    case Family::body:
      keep_values_apart(o, 1024);
      o.target_file_size_base = 16_MiB;
      o.max_bytes_for_level_base = 32_MiB;
      compact_when_erased(o);  // so that the disk space of erased mail comes back
      break;
    case Family::queue:
      keep_values_apart(o, 512);  // the bytes of messages; what waits long is not written again for each that comes and goes
      o.target_file_size_base = 8_MiB;
      o.max_bytes_for_level_base = 16_MiB;
      compact_when_erased(o);  // so that scans do not wade through tombstones
      break;
    case Family::hot: break;
    case Family::security:
      o.compaction_style = rocksdb::kCompactionStyleFIFO;
      o.compaction_options_fifo.max_table_files_size = 1_GiB;
      o.compaction_options_fifo.allow_compaction = true;  // joins small files: a scan opens fewer
      o.level_compaction_dynamic_level_bytes = false;
      break;
  }
  return o;
}

class RocksEngine final : public Engine {
 public:
  explicit RocksEngine(Options options) : options_(std::move(options)) {}

  Result<void> open() {
    const auto cache = rocksdb::NewLRUCache(options_.cache_bytes, 3);
    std::vector<rocksdb::ColumnFamilyDescriptor> families;
    for (std::size_t i = 0; i < kFamilies; ++i) families.emplace_back(kNames[i], family_options(static_cast<Family>(i), cache));
    families.emplace_back(rocksdb::kDefaultColumnFamilyName, base_options(cache, 4_KiB));

    rocksdb::DB* db = nullptr;
    std::vector<rocksdb::ColumnFamilyHandle*> handles;
    const auto opened =
        rocksdb::DB::Open(db_options(env_.get(), options_.events), options_.dir.string(), families, &handles, &db);
    if (opened.IsIOError() && opened.ToString().find("lock") != std::string::npos)
      return fail(Failure::conflict, "Another process has the store open", opened.ToString());
    if (!opened.ok()) return failed(opened);
    db_.reset(db);
    std::ranges::copy_n(handles.begin(), kFamilies, families_.begin());
    default_ = handles[kFamilies];
    flush_in_background();
    return {};
  }

  // Leaves nothing to replay, unless the engine has failed before.
  ~RocksEngine() override {
    if (db_ && !write_failed_) flush().PermitUncheckedError();
    close();
  }

  Found get(Family family, std::string_view key) override {
    const auto opened = wait_until_open();
    if (!db_) return closed();
    return *read(family, key, rocksdb::kReadAllTier);
  }

  std::optional<Found> get_cached(Family family, std::string_view key) override {
    const std::shared_lock opened(gate_, std::try_to_lock);
    if (!opened || !db_) return std::nullopt;
    return read(family, key, rocksdb::kBlockCacheTier);
  }

  std::vector<Found> get_many(Family family, std::span<const std::string_view> keys) override {
    std::vector<rocksdb::Slice> slices;
    slices.reserve(keys.size());
    for (const auto key : keys) slices.push_back(slice(key));
    const auto opened = wait_until_open();
    if (!db_) return std::vector<Found>(keys.size(), closed());
    std::vector<rocksdb::PinnableSlice> values(keys.size());
    std::vector<rocksdb::Status> statuses(keys.size());
    db_->MultiGet(rocksdb::ReadOptions(), of(family), keys.size(), slices.data(), values.data(), statuses.data());

    std::vector<Found> found;
    found.reserve(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (statuses[i].ok()) {
        found.emplace_back(std::string(view(values[i])));
      } else if (statuses[i].IsNotFound()) {
        found.emplace_back(std::nullopt);
      } else {
        found.emplace_back(failed(statuses[i]));
      }
    }
    return found;
  }

  Result<void> scan(Family family, std::string_view from, std::string_view to, ScanOptions how, const Visit& visit) override {
    if (!before_end(from, to)) return {};
    const auto opened = wait_until_open();
    if (!db_) return closed();
    const auto lower = slice(from);
    const auto upper = slice(to);
    rocksdb::ReadOptions options;
    options.iterate_lower_bound = &lower;
    if (!to.empty()) options.iterate_upper_bound = &upper;
    options.fill_cache = !how.once;
    // The seal of a value covers its key too, and blocks that are not kept cannot mislead a later get().
    options.verify_checksums = !how.once;
    const std::unique_ptr<rocksdb::Iterator> at(db_->NewIterator(options, of(family)));
    if (how.reverse) {
      at->SeekToLast();
    } else {
      at->SeekToFirst();
    }
    while (at->Valid() && visit(view(at->key()), view(at->value()))) {
      if (how.reverse) {
        at->Prev();
      } else {
        at->Next();
      }
    }
    if (!at->status().ok()) return failed(at->status());
    return {};
  }

  Result<void> write(std::span<const Change> changes, bool sync) override {
    if (!db_) return closed();
    batch_.Clear();
    for (const auto& change : changes) {
      const auto added = add(change);
      if (!added.ok()) return failed(added);
    }
    rocksdb::WriteOptions options;
    options.sync = sync;
    ++*records_;
    const auto written = db_->Write(options, &batch_);
    if (batch_.GetDataSize() > 1_MiB) batch_ = rocksdb::WriteBatch();
    if (written.ok()) return {};
    write_failed_ = true;
    return failed(written);
  }

  // What is in the log goes to tables before anything is added: whether all of a log that found no room has reached the disk, nobody knows.
  Result<void> recover() override {
    if (auto room = find_room(); !room) return room;
    if (auto opened = open_anew(); !opened) return opened;
    const auto flushed = flush();
    if (!flushed.ok()) return failed(flushed);
    write_failed_ = false;
    return {};
  }

  Space space() override {
    struct statvfs disk{};
    if (statvfs(options_.dir.c_str(), &disk) != 0) return {};
    return {.free = std::uint64_t{disk.f_bavail} * disk.f_frsize, .whole = std::uint64_t{disk.f_blocks} * disk.f_frsize};
  }

 private:
  using Opened = std::shared_lock<std::shared_mutex>;

  static std::unexpected<Error> closed() {
    return fail(Failure::io, "Storage has stopped", "the store could not be opened anew");
  }

  // Who reads holds it. Whoever would come while it is about to be closed waits, so that it comes to that. An intent may read within a scan,
  // for what closes it is the thread that intents run on.
  Opened wait_until_open() {
    closing_.wait(true);
    return Opened(gate_);
  }

  // By the system's word: what is free may be kept for others, or be more than a quota leaves.
  Result<void> find_room() {
    const auto path = options_.dir / "room";
    const int fd = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0) return no_room(std::strerror(errno));
    ::unlink(path.c_str());  // so that it is gone whatever happens
    const int bad = posix_fallocate(fd, 0, static_cast<off_t>(kRoomToGoOn));
    ::close(fd);
    if (bad != 0) return no_room(std::strerror(bad));
    return {};
  }

  Result<void> open_anew() {
    closing_ = true;
    Result<void> opened;
    {
      const std::unique_lock alone(gate_);
      close();
      opened = open();
    }
    closing_ = false;
    closing_.notify_all();
    return opened;
  }

  void close() {
    if (!db_) return;
    for (auto* handle : families_) db_->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
    db_->DestroyColumnFamilyHandle(default_).PermitUncheckedError();
    db_->Close().PermitUncheckedError();
    db_.reset();
  }

  rocksdb::Status flush() { return db_->Flush(rocksdb::FlushOptions(), {families_.begin(), families_.end()}); }

  rocksdb::ColumnFamilyHandle* of(Family family) { return families_[static_cast<std::size_t>(family)]; }

  // What a start has replayed goes to its tables while the server is already serving.
  void flush_in_background() {
    if (db_->GetDBOptions().write_buffer_manager->memory_usage() < kWriteBuffers / 8) return;
    rocksdb::FlushOptions options;
    options.wait = false;
    options.allow_write_stall = true;  // nothing writes yet
    db_->Flush(options, {families_.begin(), families_.end()}).PermitUncheckedError();
  }

  std::optional<Found> read(Family family, std::string_view key, rocksdb::ReadTier tier) {
    rocksdb::ReadOptions options;
    options.read_tier = tier;
    std::string value;
    const auto status = db_->Get(options, of(family), slice(key), &value);
    if (status.ok()) return Found(std::move(value));
    if (status.IsNotFound()) return Found(std::nullopt);
    if (status.IsIncomplete()) return std::nullopt;
    return Found(failed(status));
  }

  rocksdb::Status add(const Change& change) {
    switch (change.kind) {
      case Change::Kind::put: return batch_.Put(of(change.family), slice(change.key), slice(change.value));
      case Change::Kind::erase: return batch_.Delete(of(change.family), slice(change.key));
      case Change::Kind::erase_range: return batch_.DeleteRange(of(change.family), slice(change.key), slice(change.value));
    }
    return rocksdb::Status::InvalidArgument();
  }

  const Options options_;
  const std::shared_ptr<RecordCount> records_ = std::make_shared<RecordCount>(0);
  const std::unique_ptr<rocksdb::Env> env_ =
      rocksdb::NewCompositeEnv(log_ahead_file_system(records_));  // outlives the database
  std::shared_mutex gate_;                                        // held by who reads; alone by who opens it anew
  std::atomic<bool> closing_ = false;
  std::unique_ptr<rocksdb::DB> db_;  // none: it could not be opened anew
  std::array<rocksdb::ColumnFamilyHandle*, kFamilies> families_{};
  rocksdb::ColumnFamilyHandle* default_ = nullptr;  // RocksDB insists on it; nothing is stored there
  rocksdb::WriteBatch batch_;                       // writing thread only
  bool write_failed_ = false;
};

Result<void> make_folder(const std::filesystem::path& dir) {
  std::error_code error;
  if (std::filesystem::is_directory(dir, error)) return {};
  std::filesystem::create_directories(dir, error);
  if (!error) std::filesystem::permissions(dir, std::filesystem::perms::owner_all, error);
  if (error) return fail(Failure::io, "The data folder cannot be made", dir.string() + ": " + error.message());
  return {};
}

}  // namespace

Result<std::unique_ptr<Engine>> rocksdb_engine(const Options& options) {
  auto made = make_folder(options.dir);
  if (!made) return pass_on(made);

  auto engine = std::make_unique<RocksEngine>(options);
  auto opened = engine->open();
  if (!opened) return pass_on(opened);
  return engine;
}

Result<std::unique_ptr<Store>> open_rocksdb(const Options& options) {
  auto engine = rocksdb_engine(options);
  if (!engine) return pass_on(engine);
  return open_on(std::move(*engine), options);
}

}  // namespace postern::kv
