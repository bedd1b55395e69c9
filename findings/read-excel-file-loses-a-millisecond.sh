#!/usr/bin/env bash
# read-excel-file: a third of the times that write-excel-file writes come back a millisecond early.
#
# Surprise: a workbook stores a time as a binary fraction of a day, in which most minutes have no exact
#   form. The reader turns it into milliseconds by rounding down. So 02:14 becomes 02:13:59.999, and its
#   minute is another one. Both packages are of one author.
# Versions: read-excel-file 9.3.17, write-excel-file 4.1.1, Node.js 20.20. Date: 2026-11-30.
# Seen: of 1,440 times of whole minutes, 456 come back 1 ms early, the first being 02:14 of 2024-01-03.
# What to do: round what comes back to whole seconds where it is within a millisecond of one.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts read-excel-file@9.3.17 \
  write-excel-file@4.1.1
cat > check.mjs <<'EOS'
import assert from 'node:assert/strict'
import readWorkbook from 'read-excel-file/node'
import writeWorkbook from 'write-excel-file/node'

const times = Array.from({ length: 1440 }, (_, i) =>
  new Date(Date.UTC(2024, 0, 1 + i, i % 24, (i * 7) % 60)))
const rows = times.map((value) => [{ type: Date, value, format: 'yyyy-mm-dd hh:mm' }])
await (await writeWorkbook(rows)).toFile('times.xlsx')
const [{ data }] = await readWorkbook('times.xlsx')
const early = times.map((time, i) => time - data[i][0])
const first = early.findIndex((ms) => ms !== 0)
console.log('written:  ', times[first].toISOString())
console.log('read back:', data[first][0].toISOString())
console.log('1 ms early:', early.filter((ms) => ms === 1).length, 'of', times.length)
assert.deepEqual(new Set(early), new Set([0, 1]))
assert.equal(early.filter((ms) => ms === 1).length, 456)
EOS
node check.mjs
