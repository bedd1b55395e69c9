#!/usr/bin/env bash
# npyjs: dump() of a plain array of numbers writes float32 once one of them has a fraction.
#
# Surprise: JavaScript's numbers are float64, NumPy's floats are too, and the file between them is
#   not. dump() looks for the smallest type: fractions give float32 (unless one exceeds 3.4e38),
#   whole numbers uint8 to int32. Times in seconds move by up to 64 s. Whole numbers from 2^32 on
#   are to become uint64, and raise a TypeError there. So a column's type depends on its values.
# Versions: npyjs 1.2.0, Node.js 20.20. Date: 2026-11-28.
# Seen: [1764288050.5, 0.1] comes back as [1764288000, 0.10000000149011612], float32.
# What to do: pass a Float64Array, or { dtype: 'f8' } as the third argument.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts npyjs@1.2.0
cat > check.cjs <<'EOF'
const assert = require('node:assert/strict')
const { dump, parse } = require('npyjs')

function written(what, values, ...rest) {
  const { dtype, data } = parse(dump(values, ...rest))
  console.log(`${what}: ${dtype} ${Array.from(data).join(', ')}`)
  return [dtype, ...data]
}

const times = [1764288050.5, 0.1]
assert.deepEqual(written('plain array', times), ['f4', ...new Float32Array(times)])
assert.equal(new Float32Array(times)[0], 1764288000)
assert.deepEqual(written('whole numbers', [1, 2, 255]), ['u1', 1, 2, 255])
assert.deepEqual(written('one of them negative', [1, -2, 255]), ['i2', 1, -2, 255])

const big = [1, 2 ** 32]
assert.throws(() => dump(big), TypeError)
console.log(`[${big}]: TypeError`)

assert.deepEqual(written('Float64Array', Float64Array.from(times)), ['f8', ...times])
assert.deepEqual(written("dtype: 'f8'", times, [2], { dtype: 'f8' }), ['f8', ...times])
EOF
node check.cjs
