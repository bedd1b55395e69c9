// Reads: what a trained model answers, each by its name. Programs that carry calls to the core need
// one function for all of them, and a new read is one entry in reads.cpp.
//
// A read gets a block of rows and named numbers, and gives numbers back. A short one is done at
// once. A long one may take further blocks, works in pieces, so that each call is short, and gives
// its result at the end. The model must not change meanwhile.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include "../data/fault.hpp"
#include "../data/rows.hpp"
#include "staging.hpp"

namespace vae1 {

class Model;

// The latent at which a reconstruction is scored.
enum class LatentChoice : std::uint8_t { sample, mean };

// The distribution of generated latents: the model's prior, its mixture, or N(0, I).
enum class LatentSource : std::uint8_t { prior, mixture, standard };

// Consecutive rows of the data that a call is about. first: the number of the first one, for
// faults, and for noise that belongs to rows.
struct Block {
  Rows rows;  // without data if there are none
  std::uint64_t first = 0;
};

// The numbers that a read gives back: floats or doubles.
class ReadResult {
 public:
  // Memory for `count` values of type T; null if there is none for them and for `besides`, the
  // bytes that computing them takes. Counts are doubles, because they may exceed any address space.
  template <class T>
  T* values(double count, double besides = 0) {
    doubles_ = std::is_same_v<T, double>;
    return static_cast<T*>(reserve(count, besides));
  }
  // Whether there is memory for that many bytes.
  bool room(double bytes);

  const void* data() const { return memory_.data(); }
  std::size_t count() const { return count_; }
  bool doubles() const { return doubles_; }
  // The bytes that there was no memory for; 0 if there was.
  double missing() const { return missing_; }
  void clear();

 private:
  void* reserve(double count, double besides);

  Staging memory_;
  std::size_t count_ = 0;
  bool doubles_ = false;
  double missing_ = 0;
};

constexpr std::size_t most_arguments = 4;

struct ReadCall;

class LongRead {
 public:
  virtual ~LongRead() = default;
  virtual void add(const Rows&) {}
  // Does `n` more units of work, or less. Returns whether all is done.
  virtual bool advance(std::uint64_t n) = 0;
  virtual void finish(ReadResult& result) = 0;
};

// What the values of a read's block are.
enum class BlockOf : std::uint8_t {
  nothing,  // there are none; the block only counts rows
  rows,     // n x D; those that the model cannot take are faults
  latents,  // floats: n x L, or the two ends of a path
  numbers,  // doubles
};

struct ReadEntry {
  std::string_view name;
  BlockOf block;
  std::array<const char*, most_arguments> arguments;  // their names, then null
  // One of the two. begin() returns null if there is no memory.
  void (*read)(ReadCall&) = nullptr;
  std::unique_ptr<LongRead> (*begin)(ReadCall&) = nullptr;
};

// The entry with this name, which must exist.
const ReadEntry& read_named(std::string_view name);

struct ReadCall {
  const ReadEntry& entry;
  Model& model;
  Block block;
  std::span<const double> arguments;  // as entry.arguments
  ReadResult& result;

  // The block's values.
  template <class T>
  const T* given() const {
    return static_cast<const T*>(block.rows.data);
  }
  double argument(std::string_view name) const;
  template <class T>
  T argument(std::string_view name) const {
    if constexpr (std::is_enum_v<T>) return static_cast<T>(static_cast<int>(argument(name)));
    return static_cast<T>(argument(name));
  }
};

// Drives the reads of a model, one at a time.
class Reads {
 public:
  // Ends the read before, and does a short read or begins a long one, if there is memory. Returns
  // the first value that the model cannot take.
  std::optional<Fault> begin(Model& model, const ReadEntry& entry, const Block& block,
                             std::span<const double> arguments);
  // The bytes that there was no memory for; 0 if there was.
  double missing() const { return result_.missing(); }
  // More rows for a long read.
  std::optional<Fault> add(const Model& model, const Block& block);
  bool advance(std::uint64_t n) { return !long_ || long_->advance(n); }
  // Of a short read, or of a long one, which it ends.
  const ReadResult& result();
  void end() { long_.reset(); }

 private:
  std::unique_ptr<LongRead> long_;
  ReadResult result_;
};

}  // namespace vae1
