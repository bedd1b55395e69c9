#!/usr/bin/env bash
# @jax-js/loaders: whether a safetensors file opens depends on the length of a tensor's name.
#
# Surprise: the format does not ask for padding after the header, and other readers take a file
#   without any. This one lays a typed array over the file's bytes, so the data must start at a
#   multiple of 4 for F32, of 8 for F64. A name longer by one letter then decides whether the same
#   tensor is read or a RangeError is raised. A later tensor can also fail because the one before it
#   has an odd number of bytes.
# Versions: @jax-js/loaders 0.1.1, Node.js 20.20. Date: 2026-11-28.
# Seen: of the names w, ww, www, wwww only one opens; all open once the header is padded to 8.
#   U8 of 3 bytes before F32 fails, F32 before U8 is read.
# What to do: as a writer, pad the header with spaces to a multiple of 8 and put the largest types
#   first. As a reader, copy the tensor's bytes before you view them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @jax-js/loaders@0.1.1
cat > check.mjs <<'EOF'
import assert from 'node:assert/strict'
globalThis.navigator ??= {}
const { safetensors } = await import('@jax-js/loaders')

function outcome(tensors, multiple) {
  const json = JSON.stringify(tensors)
  const header = Buffer.from(json.padEnd(Math.ceil(json.length / multiple) * multiple))
  const size = Math.max(...Object.values(tensors).map(({ data_offsets }) => data_offsets[1]))
  const file = new Uint8Array(8 + header.length + size)
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true)
  file.set(header, 8)
  try {
    return Object.keys(safetensors.parse(file).tensors).length ? 'read' : 'nothing'
  } catch (error) {
    return error.name
  }
}

const f32 = (start) => ({ dtype: 'F32', shape: [2], data_offsets: [start, start + 8] })
const u8 = (start) => ({ dtype: 'U8', shape: [3], data_offsets: [start, start + 3] })
const names = ['w', 'ww', 'www', 'wwww']
const plain = names.map((name) => outcome({ [name]: f32(0) }, 1))
const padded = names.map((name) => outcome({ [name]: f32(0) }, 8))
console.log(`names ${names.join(', ')}: ${plain.join(', ')}; header padded: ${padded.join(', ')}`)
assert.deepEqual(plain.toSorted(), ['RangeError', 'RangeError', 'RangeError', 'read'])
assert.deepEqual(padded, ['read', 'read', 'read', 'read'])

const orders = [{ a: u8(0), b: f32(3) }, { a: f32(0), b: u8(8) }].map((file) => outcome(file, 8))
console.log(`header padded; U8 of 3 bytes first: ${orders[0]}, F32 first: ${orders[1]}`)
assert.deepEqual(orders, ['RangeError', 'read'])
EOF
node check.mjs
