#!/usr/bin/env bash
# tfjs-npy-node: NumPy's own integer type, int64, is cut to its low 32 bits.
#
# Surprise: NumPy saves Python's integers as int64, TensorFlow.js has int32 only. The reader between
#   them does not check whether the values fit: it keeps each value's low half. Identifiers and times
#   in milliseconds come back as other, plausible numbers. float64 becomes float32 as quietly: large
#   values are Infinity.
# Versions: tfjs-npy-node 0.4.1 with @tensorflow/tfjs-core 3.21.0, Node.js 20.20. Date: 2026-11-28.
# Seen: int64 5, 3000000000, 2^32 + 7 is read as int32 5, -1294967296, 7; float64 1764288050.5, 1e300
#   as float32 1764288000, Infinity.
# What to do: in Python, save with .astype('int32') or .astype('float32') after a look at the range;
#   or read the file with npyjs, which gives a BigInt64Array.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts \
  tfjs-npy-node@0.4.1 @tensorflow/tfjs-core@3.21.0
cat > check.cjs <<'EOF'
const assert = require('node:assert/strict')
const { npy } = require('tfjs-npy-node')

function read(descr, values) {
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${values.length},), }`
  const head = Buffer.from('\x93NUMPY\x01\x00v\x00', 'latin1') // v is 118, the header's length
  const bytes = Buffer.concat([head, Buffer.from(text.padEnd(117) + '\n'), Buffer.from(values.buffer)])
  const { dtype, data } = npy.parseToNpyData(bytes)
  console.log(`${descr} ${values.join(', ')} is read as ${dtype} ${data.join(', ')}`)
  return [dtype, ...data]
}

const ids = BigInt64Array.of(5n, 3000000000n, 2n ** 32n + 7n)
assert.deepEqual(read('<i8', ids), ['int32', 5, -1294967296, 7])
const floats = Float64Array.of(1764288050.5, 1e300)
assert.deepEqual(read('<f8', floats), ['float32', 1764288000, Infinity])
EOF
node check.cjs
