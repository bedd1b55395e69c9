#!/usr/bin/env bash
# hyparquet: a time before 1970 that is finer than a millisecond moves to the later millisecond, and a
# time after 1970 to the earlier one.
#
# Surprise: parquetReadObjects() makes a Date of every timestamp, and drops what is finer by integer
#   division, which goes towards 1970. So an hour may begin with rows of the hour before, a day, a year
#   or a sorted table may gain or lose rows at its edge, and only before 1970. Birthdays are such times.
# Versions: hyparquet 1.33.0, hyparquet-writer 0.17.0, Node.js 20.20. Date: 2026-11-29.
# Seen: 1 microsecond before 1969 begins is read as 1969-01-01T00:00:00.000Z; 1 microsecond before 1971
#   begins as 1970-12-31T23:59:59.999Z.
# What to do: give parquetReadObjects() `parsers` whose timestampFromMicroseconds and
#   timestampFromNanoseconds round down.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts hyparquet@1.33.0 hyparquet-writer@0.17.0
cat > check.mjs <<'EOF'
import assert from 'node:assert/strict'
import { parquetReadObjects } from 'hyparquet'
import { parquetWriteBuffer } from 'hyparquet-writer'

const before = (year) => BigInt(Date.UTC(year, 0)) * 1000n - 1n // in microseconds
const file = parquetWriteBuffer({
  columnData: [{ name: 'time', data: [before(1969), before(1971)] }],
  schema: [
    { name: 'root', num_children: 1 },
    { name: 'time', type: 'INT64', converted_type: 'TIMESTAMP_MICROS', repetition_type: 'REQUIRED' },
  ],
})
const read = async (parsers) => {
  const rows = await parquetReadObjects({ file, ...(parsers && { parsers }) })
  return rows.map(({ time }) => time.toISOString())
}

const usual = await read()
console.log('as it is:     ', usual.join(' '))
assert.deepEqual(usual, ['1969-01-01T00:00:00.000Z', '1970-12-31T23:59:59.999Z'])

const down = await read({
  timestampFromMicroseconds: (time) => new Date(Math.floor(Number(time) / 1000)),
})
console.log('rounding down:', down.join(' '))
assert.deepEqual(down, ['1968-12-31T23:59:59.999Z', '1970-12-31T23:59:59.999Z'])
EOF
node check.mjs
