#!/usr/bin/env bash
# jsfive on a file of h5wasm: an HDF5 object with more than eight attributes seems to have none.
#
# Surprise: in the newer file layout, which h5wasm writes, the HDF5 library moves an object's
#   attributes to another place once they are more than eight. jsfive reads the first place only. The ninth attribute (units, class
#   names, a layer's settings) therefore makes the other eight vanish, and no error says so.
#   Also, int64 values are rounded to numbers: from 2^53 on they change.
# Versions: jsfive 0.4.2 reads what h5wasm 0.10.3 wrote; Node.js 20.20. Date: 2026-11-28.
# Seen: 8 attributes: both find 8. 9 attributes: h5wasm finds 9, jsfive 0.
#   2^53 + 1: h5wasm reads 9007199254740993, jsfive 9007199254740992.
# What to do: read with h5wasm. If it must be jsfive, write at most eight attributes for each object,
#   or all of them as one JSON text, and identifiers as text.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts jsfive@0.4.2 h5wasm@0.10.3
cat > check.mjs <<'EOF'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import h5wasm from 'h5wasm/node'
import { File } from 'jsfive'

await h5wasm.ready
const out = new h5wasm.File('weights.h5', 'w')
for (const count of [8, 9]) {
  const layer = out.create_dataset({ name: `layer${count}`, data: Float32Array.of(0.5) })
  for (let i = 0; i < count; i++) layer.create_attribute(`setting${i}`, i)
}
out.create_dataset({ name: 'id', data: BigInt64Array.of(2n ** 53n + 1n) })
out.close()

const bytes = new Uint8Array(readFileSync('weights.h5'))
const theirs = new h5wasm.File('weights.h5', 'r')
const read = new File(bytes.buffer)
for (const [count, seen] of [[8, 8], [9, 0]]) {
  const both = [theirs, read].map((file) => Object.keys(file.get(`layer${count}`).attrs).length)
  console.log(`${count} attributes written: h5wasm reads ${both[0]}, jsfive ${both[1]}`)
  assert.deepEqual(both, [count, seen])
}
const ids = [theirs, read].map((file) => file.get('id').value[0])
console.log(`2^53 + 1 as int64: h5wasm reads ${ids[0]}, jsfive ${ids[1]}`)
assert.deepEqual(ids, [2n ** 53n + 1n, 2 ** 53])
theirs.close()
EOF
node check.mjs
