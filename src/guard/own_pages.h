// Memory for arrays that grow by being copied: what is large goes back to the system when it is freed, where the heap would keep a
// hole for each size it has had.
// Use: std::vector<Slot, OwnPages<Slot>> slots;
#pragma once
#include <sys/mman.h>

#include <cstddef>
#include <memory>
#include <new>

namespace postern::guard {

template <class T>
struct OwnPages {
  using value_type = T;

  OwnPages() = default;
  template <class U>
  OwnPages(const OwnPages<U>&) {}

  T* allocate(std::size_t count) {
    if (!is_large(count)) return std::allocator<T>().allocate(count);
    void* pages = ::mmap(nullptr, count * sizeof(T), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) throw std::bad_alloc();
    return static_cast<T*>(pages);
  }
  void deallocate(T* at, std::size_t count) noexcept {
    if (is_large(count))
      ::munmap(at, count * sizeof(T));
    else
      std::allocator<T>().deallocate(at, count);
  }
  friend bool operator==(OwnPages, OwnPages) { return true; }

 private:
  static bool is_large(std::size_t count) { return count >= (std::size_t{64} << 10) / sizeof(T); }
};

}  // namespace postern::guard
