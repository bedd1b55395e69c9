// The threads of a model; they live as long as the model.
//
// Work is split into tiles independent of the number of threads. Consecutive tiles make a piece,
// and each thread takes the next piece when it has finished one, so that no thread waits for one
// that is slow or asleep. The result of a tile does not depend on its thread, so results are equal
// to the last bit on any number of threads.
#pragma once

#include <algorithm>
#include <memory>

#include "../types.hpp"

namespace vae1 {

class Team {
 public:
  // 1 means only the caller's thread, always the case in a build without threads.
  explicit Team(int size = 1);
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  // A team of only the caller's thread.
  static Team& alone() {
    static Team team;
    return team;
  }

  int size() const { return size_; }

  // Calls work(first, last, member) for tiles 0 ... tiles - 1, a piece at a time, on members 0 ...
  // size() - 1; the caller's thread is member 0. Returns when all tiles are done. `cost` is the
  // total in multiply-adds; work too small to share runs entirely on the caller's thread.
  template <class Work>
  void share(Index tiles, double cost, const Work& work) {
    share_out({call<Work>, &work, tiles}, cost);
  }

 private:
  // Measured on two cores at 25e9 multiply-adds per second each: a second thread that is still
  // polling responds after 1 to 3 us, so sharing less than about 6 us of work does not pay. All
  // steps of a 16-64-8 net at batch 32 stay below that.
  static constexpr double smallest_shared = 150e3;
  static constexpr double smallest_piece = 100e3;
  static constexpr double most_pieces = 1e6;

  struct Task {
    void (*call)(const void* work, Index first, Index last, int member);
    const void* work;
    Index tiles, per_piece = 0;
  };
  // Not inlined, so that the work is compiled once, whether it is shared or not.
  template <class Work>
  __attribute__((noinline)) static void call(const void* work, Index first, Index last,
                                             int member) {
    (*static_cast<const Work*>(work))(first, last, member);
  }
  void share_out(Task task, double cost);

  struct Threads;
  int size_;
  std::unique_ptr<Threads> threads_;
};

}  // namespace vae1
