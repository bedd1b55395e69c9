#!/usr/bin/env bash
# npyz: arrays of more than 16 KiB in an .npz come back with the right shape and wrong values.
#
# Surprise: npyz takes the first 16 KiB of an entry for all of it, divides these bytes by the number of
#   elements to get the size of one, and reads values at that distance. The length is right and nothing is
#   raised. A data set of 8-bit pixels becomes its first pixel, repeated. Small test files pass.
# Versions: npyz 0.4.2; fflate 0.8.2 writes the zip; Node.js 20.20. Date: 2026-11-28.
# Seen: 16,000 values are right. Of 17,000, all that differ from the first value are wrong.
# What to do: unzip with another package and read the .npy with another reader (npyjs, say). Compare
#   the last row with NumPy's, on an array of the real size.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts npyz@0.4.2 fflate@0.8.2
cat > check.cjs <<'EOF'
const assert = require('node:assert/strict')
const { writeFileSync } = require('node:fs')
const { zipSync } = require('fflate')
const { load } = require('npyz')

function npy(pixels) {
  const text = `{'descr': '|u1', 'fortran_order': False, 'shape': (${pixels.length},), }`
  const head = Buffer.from('\x93NUMPY\x01\x00v\x00', 'latin1') // v is 118, the header's length
  return Buffer.concat([head, Buffer.from(text.padEnd(117) + '\n'), pixels])
}

console.info = () => {} // npyz tells what it loads
async function wrong(count, level) {
  const pixels = Uint8Array.from({ length: count }, (_, i) => 1 + (i % 251))
  writeFileSync('set.npz', zipSync({ 'x.npy': [npy(pixels), { level }] }))
  const { x } = await load('set.npz')
  const bad = pixels.filter((pixel, i) => pixel !== x[i]).length
  console.log(`${count} pixels, ${level ? 'deflated' : 'stored'}: ${x.length} read, ${bad} wrong,`,
    `the last four are ${x.slice(-4).join(' ')} instead of ${pixels.slice(-4).join(' ')}`)
  assert.equal(x.length, count)
  return { bad, values: new Set(x).size }
}

async function main() {
  for (const level of [0, 6]) {
    assert.equal((await wrong(16000, level)).bad, 0)
    assert.deepEqual(await wrong(17000, level), { bad: 16932, values: 1 })
  }
}
main()
EOF
node check.cjs
