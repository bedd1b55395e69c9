#!/usr/bin/env bash
# hyparquet-writer: a column of whole numbers cannot be written once one of them is 2^31 or more.
#
# Surprise: without a type, a column of JavaScript's numbers becomes INT32 if the numbers are whole. Time
#   stamps in milliseconds, phone numbers and large identifiers raise an error, or a table that was
#   written for a year cannot be written the day one cell passes 2,147,483,647. One cell with a fraction
#   makes the column DOUBLE, and then the same numbers pass.
# Versions: hyparquet-writer 0.17.0, hyparquet 1.33.0, Node.js 20.20. Date: 2026-11-29.
# Seen: 2147483647 is written; 2147483648 raises an error; 2147483648 beside 0.5 is written, and so it is
#   with the type DOUBLE.
# What to do: give every column its type: 'DOUBLE', or 'INT64' with BigInts.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts hyparquet-writer@0.17.0 hyparquet@1.33.0
cat > check.mjs <<'EOF'
import assert from 'node:assert/strict'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { parquetWriteBuffer } from 'hyparquet-writer'

async function written(data, type) {
  try {
    const file = parquetWriteBuffer({ columnData: [{ name: 'x', data, ...(type && { type }) }] })
    const rows = await parquetReadObjects({ file })
    return `${parquetMetadata(file).schema[1].type}: ${rows.map(({ x }) => x).join(', ')}`
  } catch (error) {
    return `error: ${error.message}`
  }
}

for (const [data, type, seen] of [
  [[2147483647, 1], undefined, /^INT32: 2147483647, 1$/],
  [[2147483648, 1], undefined, /^error: /],
  [[2147483648, 0.5], undefined, /^DOUBLE: 2147483648, 0.5$/],
  [[2147483648, 1], 'DOUBLE', /^DOUBLE: 2147483648, 1$/],
]) {
  const what = await written(data, type)
  console.log(`${data.join(', ')}${type ? ` as ${type}` : ''} -> ${what}`)
  assert.match(what, seen)
}
EOF
node check.mjs
