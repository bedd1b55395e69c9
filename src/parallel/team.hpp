// The threads of a model, which live as long as it does.
//
// Work is cut into tiles that do not depend on the number of threads. Neighbouring tiles make a
// piece, and each thread takes the next piece when it is done with one, so that no thread waits
// for another that is slow or asleep. Who works on a tile does not matter to it: a result is the
// same to the last bit on any number of threads.
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

  // work(first, last, member): tiles 0 ... tiles - 1, a piece at a time, by members 0 ... size() -
  // 1, of which the caller's thread is 0. Returns when all are done. `cost` is that of all tiles,
  // in multiply-adds; work too small to share stays on the caller's thread, whole.
  template <class Work>
  void share(Index tiles, double cost, const Work& work) {
    if (size_ == 1 || tiles < 2 || cost < smallest_shared) return work(Index{0}, tiles, 0);
    const auto pieces = static_cast<Index>(std::min(cost / smallest_piece, most_pieces));
    const Index per_piece = std::max<Index>(1, tiles / std::max<Index>(2, pieces));
    share_out({[](const void* w, Index first, Index last, int member) {
                 (*static_cast<const Work*>(w))(first, last, member);
               },
               &work, tiles, per_piece});
  }

 private:
  // Measured on two cores at 25e9 multiply-adds per second each: a second thread that still looks
  // for work is there after 1 to 3 us, so that below some 6 us of work sharing does not pay. A
  // 16-64-8 net at batch 32 stays below, whole.
  static constexpr double smallest_shared = 150e3;
  static constexpr double smallest_piece = 100e3;
  static constexpr double most_pieces = 1e6;

  struct Task {
    void (*call)(const void* work, Index first, Index last, int member);
    const void* work;
    Index tiles, per_piece;
  };
  void share_out(const Task& task);

  struct Threads;
  int size_;
  std::unique_ptr<Threads> threads_;
};

}  // namespace vae1
