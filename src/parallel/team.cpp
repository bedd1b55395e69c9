#include "team.hpp"

#ifdef VAE1_THREADS

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace vae1 {
namespace {

// How often a thread polls for a change before it sleeps: for about a millisecond. Tasks of a
// training step are microseconds apart, and sleeping and waking would cost more than most of them
// take.
constexpr int looks = 1'000'000;

}  // namespace

struct Team::Threads {
  // The current task's number of pieces in the upper half, and of the pieces taken in the lower
  // half. A thread that takes a piece sees the right task, because a task is replaced only when all
  // of its pieces are done.
  std::atomic<std::uint64_t> pieces = 0;
  Task task{};
  std::atomic<std::uint32_t> done = 0;  // pieces of the task

  std::atomic<int> sleeping = 0;
  std::atomic<bool> over = false;
  std::mutex mutex;
  std::condition_variable wake;
  std::vector<std::thread> members;

  static std::uint32_t count(std::uint64_t pieces) {
    return static_cast<std::uint32_t>(pieces >> 32);
  }
  static std::uint32_t taken(std::uint64_t pieces) { return static_cast<std::uint32_t>(pieces); }
  static bool any_left(std::uint64_t pieces) { return taken(pieces) < count(pieces); }

  void work_on_pieces(int member) {
    while (any_left(pieces.load())) {
      const auto before = pieces.fetch_add(1);
      if (!any_left(before)) return;
      const Index first = task.per_piece * static_cast<Index>(taken(before));
      task.call(task.work, first, std::min(first + task.per_piece, task.tiles), member);
      done.fetch_add(1);
    }
  }

  void give_out(const Task& next) {
    task = next;
    done.store(0);
    const auto number = static_cast<std::uint64_t>((next.tiles - 1) / next.per_piece + 1);
    pieces.store(number << 32);
    wake_sleepers();
  }

  // A member counts itself as sleeping before its last poll.
  void wake_sleepers() {
    if (sleeping.load() == 0) return;
    const std::lock_guard lock(mutex);
    wake.notify_all();
  }

  bool called_for() const { return over.load() || any_left(pieces.load()); }

  void wait_for_a_task() {
    for (int i = 0; i < looks; ++i)
      if (called_for()) return;
    std::unique_lock lock(mutex);
    ++sleeping;
    wake.wait(lock, [&] { return called_for(); });
    --sleeping;
  }

  void serve(int member) {
    for (;;) {
      wait_for_a_task();
      if (over.load()) return;
      work_on_pieces(member);
    }
  }

  void wait_for_all() const {
    for (int i = 0; done.load() < count(pieces.load()); ++i)
      if (i > looks) std::this_thread::sleep_for(std::chrono::microseconds(20));
  }
};

Team::Team(int size) : size_(std::max(size, 1)) {
  if (size_ == 1) return;
  threads_ = std::make_unique<Threads>();
  for (int member = 1; member < size_; ++member)
    threads_->members.emplace_back([threads = threads_.get(), member] { threads->serve(member); });
}

Team::~Team() {
  if (!threads_) return;
  threads_->over.store(true);
  threads_->wake_sleepers();
  for (auto& member : threads_->members) member.join();
}

void Team::share_out(Task task, double cost) {
  if (size_ == 1 || task.tiles < 2 || cost < smallest_shared)
    return task.call(task.work, 0, task.tiles, 0);
  const auto pieces = static_cast<Index>(std::min(cost / smallest_piece, most_pieces));
  task.per_piece = std::max<Index>(1, task.tiles / std::max<Index>(2, pieces));
  threads_->give_out(task);
  threads_->work_on_pieces(0);
  threads_->wait_for_all();
}

}  // namespace vae1

#else

namespace vae1 {

struct Team::Threads {};

Team::Team(int) : size_(1) {}
Team::~Team() = default;
void Team::share_out(Task task, double) { task.call(task.work, 0, task.tiles, 0); }

}  // namespace vae1

#endif
