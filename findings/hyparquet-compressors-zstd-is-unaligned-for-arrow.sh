#!/usr/bin/env bash
# apache-arrow with hyparquet-compressors: a column of doubles compressed by ZSTD does not open.
#
# Surprise: apache-arrow leaves decompression to a codec that one registers, and makes typed arrays over
#   the very bytes that the codec returns. decompressZstd() returns a part of a larger buffer, which
#   begins anywhere. Where that is no multiple of 8, a Float64Array cannot begin.
# Versions: apache-arrow 21.2.0, hyparquet-compressors 1.1.2, Node.js 20.20, the program zstd 1.5.
#   Date: 2026-11-29.
# Seen: RangeError, "start offset of Float64Array should be a multiple of 8"; with a copy of the bytes
#   the values are right.
# What to do: let the codec return a copy: (bytes) => decompressZstd(bytes).slice().
set -euo pipefail
command -v zstd > /dev/null || { echo "This needs the program zstd." >&2; exit 1; }
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts apache-arrow@21.2.0 \
  hyparquet-compressors@1.1.2
cat > check.mjs <<'EOS'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  compressionRegistry, CompressionType, RecordBatchFileWriter, tableFromArrays, tableFromIPC,
} from 'apache-arrow'
import { decompressZstd } from 'hyparquet-compressors'

const compressionType = CompressionType.ZSTD
const encode = (input) =>
  new Uint8Array(execFileSync('zstd', ['-qc', `--stream-size=${input.length}`], { input }))
const wave = Float64Array.from({ length: 1000 }, (_, i) => Math.round(100 * Math.sin(i / 20)) / 4)
const table = tableFromArrays({ wave })
const read = (decode) => {
  compressionRegistry.set(compressionType, { encode, decode })
  const file = RecordBatchFileWriter.writeAll(table, { compressionType }).toUint8Array(true)
  return tableFromIPC(file).getChild('wave').toArray()
}

let seen
assert.throws(() => read((bytes) => decompressZstd(bytes)), (error) => {
  seen = `${error.name}: ${error.message}`
  return error instanceof RangeError && /Float64Array/.test(error.message)
})
console.log('as it comes:', seen)
assert.deepEqual(read((bytes) => decompressZstd(bytes).slice()), wave)
console.log('as a copy: 1000 values, all right')
EOS
node check.mjs
