#!/usr/bin/env bash
# @tensorflow/tfjs-data: shuffle() with reshuffleEachIteration false gives another order each time.
#
# Surprise: the third argument of Dataset.shuffle() is documented to fix the order when false. It does
#   not: the dataset keeps one generator and draws a new seed for each iterator, whatever the argument
#   says. Whoever splits off held-out rows with take() and skip() after such a shuffle trains on them.
# Versions: @tensorflow/tfjs-data and tfjs-core 4.22.0, Node.js 20.20. Date: 2026-11-28.
# Seen: two passes over 0 to 99, with a seed and false, differ; of the first 50 rows of one pass, some
#   are among the last 50 of another.
# What to do: shuffle an array once and make the dataset of that.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts \
  @tensorflow/tfjs-data@4.22.0 @tensorflow/tfjs-core@4.22.0
cat > check.mjs <<'EOF'
import assert from 'node:assert/strict'
import { array } from '@tensorflow/tfjs-data'

const shuffled = array([...Array(100).keys()]).shuffle(100, 'a seed', false)
const [first, second] = [await shuffled.toArray(), await shuffled.toArray()]
console.log('first pass: ', first.slice(0, 8).join(' '), '...')
console.log('second pass:', second.slice(0, 8).join(' '), '...')
assert.notDeepEqual(first, second)
assert.deepEqual(first.toSorted((a, b) => a - b), second.toSorted((a, b) => a - b))

const training = await shuffled.take(50).toArray()
const heldOut = await shuffled.skip(50).toArray()
const both = heldOut.filter((row) => training.includes(row))
console.log(`${both.length} of 50 held-out rows are training rows`)
assert.ok(both.length > 0)
EOF
node check.mjs
