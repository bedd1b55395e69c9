#!/usr/bin/env bash
# @tensorflow/tfjs-data: a CSV column that is declared as text is read as numbers all the same.
#
# Surprise: columnConfigs takes a dtype for each column, but csv() converts every cell that Number()
#   can read before it looks at the dtype. A postal code declared 'string' loses its leading zeros,
#   0x10 becomes 16, and the word Infinity a number. One column then holds numbers and text.
# Versions: @tensorflow/tfjs-data and tfjs-core 4.22.0, Node.js 20.20. Date: 2026-11-28.
# Seen: 02134, 10115, SW1A and 0x10 of a column declared 'string' are 2134, 10115, 'SW1A' and 16.
# What to do: read the file with another reader and hand the rows to tf.data.array().
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts \
  @tensorflow/tfjs-data@4.22.0 @tensorflow/tfjs-core@4.22.0
printf 'code,n\n02134,1\n10115,2\nSW1A,3\n0x10,4\n' > codes.csv
cat > check.mjs <<'EOF'
import assert from 'node:assert/strict'
import { csv } from '@tensorflow/tfjs-data'

const declared = { columnConfigs: { code: { dtype: 'string' } } }
const rows = await csv('file://codes.csv', declared).toArray()
const codes = rows.map(({ code }) => code)
console.log("declared 'string':", codes)
assert.deepEqual(codes, [2134, 10115, 'SW1A', 16])
EOF
node check.mjs
