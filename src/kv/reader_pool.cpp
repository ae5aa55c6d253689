// The threads of the reader pool.
#include "kv/reader_pool.h"

#include <pthread.h>

#include <cassert>

namespace postern::kv {

ReaderPool::ReaderPool(unsigned threads) {
  for (unsigned i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { loop(); });
    pthread_setname_np(threads_.back().native_handle(), "kv-read");
  }
}

ReaderPool::~ReaderPool() {
  inbox_.close();
  for (auto& thread : threads_) thread.join();
}

bool ReaderPool::Done::await_suspend(std::coroutine_handle<> caller) {
  job.home_ = Executor::here();
  assert(job.home_);
  job.caller_ = caller;
  // Once the job is in, this awaiter may be gone: nothing of it is touched after.
  if (pool.inbox_.put(&job)) return true;
  accepted = false;
  return false;
}

void ReaderPool::loop() {
  while (auto job = inbox_.take()) {
    (*job)->run();
    (*job)->home_->resume((*job)->caller_);
  }
}

}  // namespace postern::kv
