// The threads of a model, which live as long as it does.
//
// Work is cut into tiles that do not depend on the number of threads; a thread takes a run of
// neighbouring tiles. So a result is the same to the last bit on any number of threads.
#pragma once

#include <algorithm>
#include <memory>

#include "../types.hpp"

namespace vae1 {

class Team {
 public:
  // 1: the caller's thread alone, as ever in a build without threads.
  explicit Team(int size = 1);
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  // The caller's thread, without others.
  static Team& alone() {
    static Team team;
    return team;
  }

  int size() const { return size_; }

  // work(member) on every thread, members 0 ... size() - 1; the caller's is 0. Returns when all
  // are done.
  template <class Work>
  void run(const Work& work) {
    if (size_ == 1) return work(0);
    run_all([](const void* w, int member) { (*static_cast<const Work*>(w))(member); }, &work);
  }

  // work(first, last, member): tiles 0 ... tiles - 1 in runs. `cost` is that of all tiles, in
  // multiply-adds; work too small to share stays on the caller's thread.
  template <class Work>
  void share(Index tiles, double cost, const Work& work) {
    if (size_ == 1 || tiles < 2 || cost < smallest_shared) return work(Index{0}, tiles, 0);
    run([&](int member) {
      const auto bound = [&](int m) { return tiles * m / size_; };
      if (bound(member) < bound(member + 1)) work(bound(member), bound(member + 1), member);
    });
  }

 private:
  // Waking and waiting for a second thread costs 1 to 3 us while it still looks for work: below
  // about 15 us of work sharing does not pay. A 16-64-8 net at batch 32 stays below, whole.
  static constexpr double smallest_shared = 80e3;

  using Call = void (*)(const void* work, int member);
  void run_all(Call call, const void* work);

  struct Threads;
  int size_;
  std::unique_ptr<Threads> threads_;
};

}  // namespace vae1
