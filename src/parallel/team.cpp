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

// How often a thread looks for a change before it sleeps: some 50 us. The pieces of a step follow
// each other faster than that, and sleeping costs more than what most of them take.
constexpr int looks = 20000;

}  // namespace

struct Team::Threads {
  std::vector<std::thread> members;
  std::atomic<std::uint32_t> round = 0;  // counts the pieces of work given out
  std::atomic<int> busy = 0;             // members at work on this one
  std::atomic<int> sleeping = 0;
  bool over = false;
  Call call = nullptr;
  const void* work = nullptr;
  std::mutex mutex;
  std::condition_variable wake;

  void begin_round() {
    busy.store(static_cast<int>(members.size()));
    round.fetch_add(1);
    // A member counts itself as sleeping before it looks at `round` for the last time.
    if (sleeping.load() > 0) {
      const std::lock_guard lock(mutex);
      wake.notify_all();
    }
  }

  void wait_for_round_after(std::uint32_t seen) {
    for (int i = 0; i < looks; ++i)
      if (round.load() != seen) return;
    std::unique_lock lock(mutex);
    ++sleeping;
    wake.wait(lock, [&] { return round.load() != seen; });
    --sleeping;
  }

  void wait_for_all() {
    for (int i = 0; busy.load() > 0; ++i)
      if (i > looks) std::this_thread::sleep_for(std::chrono::microseconds(20));
  }

  void serve(int member) {
    for (std::uint32_t seen = 0;; ++seen) {
      wait_for_round_after(seen);
      if (over) return;
      call(work, member);
      busy.fetch_sub(1);
    }
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
  threads_->over = true;
  threads_->begin_round();
  for (auto& member : threads_->members) member.join();
}

void Team::run_all(Call call, const void* work) {
  threads_->call = call;
  threads_->work = work;
  threads_->begin_round();
  call(work, 0);
  threads_->wait_for_all();
}

}  // namespace vae1

#else

namespace vae1 {

struct Team::Threads {};

Team::Team(int) : size_(1) {}
Team::~Team() = default;
void Team::run_all(Call call, const void* work) { call(work, 0); }

}  // namespace vae1

#endif
