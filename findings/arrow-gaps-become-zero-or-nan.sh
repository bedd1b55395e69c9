#!/usr/bin/env bash
# apache-arrow: a gap in a column becomes 0 or NaN, by how the row happened to leave it out.
#
# Surprise: tableFromJSON makes a null of `null`, but a missing key or `undefined` becomes a NaN that
#   counts as a value. toArray() then gives the stored numbers, in which a null is 0. So whoever
#   trains on toArray() gets zeros for some gaps and NaN for others, and nullCount misses the latter.
# Versions: apache-arrow 21.2.0, Node.js 20.20. Date: 2026-11-28.
# Seen: x of 4, null, left out, undefined, 8 is 4, null, NaN, NaN, 8 one by one, 4, 0, NaN, NaN, 8 by
#   toArray(), nullCount 1.
# What to do: write null into every row that lacks the key before you make the table. Where nullCount
#   is above 0, read the values with get() or the iterator.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts apache-arrow@21.2.0
cat > check.mjs <<'EOF'
import assert from 'node:assert/strict'
import { tableFromIPC, tableFromJSON, tableToIPC } from 'apache-arrow'

const made = tableFromJSON([{ x: 4 }, { x: null }, {}, { x: undefined }, { x: 8 }])
for (const [what, table] of [
  ['made', made],
  ['written and read', tableFromIPC(tableToIPC(made))],
]) {
  const column = table.getChild('x')
  const one = [...column]
  const all = Array.from(column.toArray())
  console.log(`${what}: one by one ${one.map(String).join(', ')}; toArray() ${all.join(', ')};`,
    `nullCount ${column.nullCount}`)
  assert.deepEqual(one, [4, null, NaN, NaN, 8])
  assert.deepEqual(all, [4, 0, NaN, NaN, 8])
  assert.equal(column.nullCount, 1)
}
EOF
node check.mjs
