#!/usr/bin/env bash
# isolation-forest: each tree gets all rows, whatever the subsample size.
#
# Surprise: IsolationForest(trees, subsamplingSize) draws a subsample for each tree, as the method
#   asks, and then grows the tree on all rows. The depth limit and the scale of the scores still
#   belong to the subsample. So scores fall as rows are added: 0.5 is no border between usual and
#   unusual, and scores of two forests cannot be compared.
# Versions: isolation-forest 0.0.9, Node.js 20.20. Date: 2026-11-28.
# Seen: a tree asked for 64 rows holds 64 of 64, but 2000 of 2000. The mean score of normal rows is
#   about 0.47 in the first case and about 0.23 in the second.
# What to do: shuffle the rows yourself and fit on as many as the subsample size, or choose the
#   threshold as a quantile of the scores of held-out normal rows, for each forest anew.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts isolation-forest@0.0.9
cat > check.cjs <<'EOF'
const assert = require('node:assert/strict')
const { IsolationForest } = require('isolation-forest')

// Sums of twelve uniform numbers: close to normal, one cloud, no outliers.
const normal = () => Array.from({ length: 12 }, Math.random).reduce((a, b) => a + b) - 6
const rowsIn = (node) =>
  node.isExternalNode() ? node.size() : rowsIn(node.leftChild) + rowsIn(node.rightChild)

function forest(rows) {
  const data = Array.from({ length: rows }, () => ({ x: normal(), y: normal() }))
  const model = new IsolationForest(50, 64)
  const held = model.fit(data).map((tree) => rowsIn(tree.getRootNode()))
  const scores = model.scores()
  const mean = scores.reduce((a, b) => a + b) / rows
  console.log(`${rows} rows, subsample 64: ${held[0]} rows in a tree, mean score ${mean.toFixed(2)}`)
  return { held, mean }
}

const few = forest(64)
const many = forest(2000)
assert(few.held.every((n) => n === 64))
assert(many.held.every((n) => n === 2000), 'the subsample is used now')
assert(few.mean > 0.4, 'scores of 64 rows have changed')
assert(many.mean < 0.3, 'scores no longer fall with the number of rows')
EOF
node check.cjs
