#!/usr/bin/env bash
# @tensorflow/tfjs-core: seed 0 makes randomUniform() repeatable, and randomNormal() not.
#
# Surprise: randomNormal() and randomGamma() treat a seed of 0 as none and draw their own.
#   randomUniform() takes it. So a program whose seed counts from 0 repeats in part: its noise and its
#   initial weights differ from run to run, its uniform draws do not.
# Versions: @tensorflow/tfjs-core and tfjs-backend-cpu 4.22.0, Node.js 20.20. Date: 2026-11-28.
# Seen: two calls with seed 1 are equal for each; with seed 0 only those of randomUniform().
# What to do: count seeds from 1.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts \
  @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0
cat > check.mjs <<'EOF'
import assert from 'node:assert/strict'
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'

const draws = {
  randomUniform: (seed) => tf.randomUniform([8], 0, 1, 'float32', seed),
  randomNormal: (seed) => tf.randomNormal([8], 0, 1, 'float32', seed),
  randomGamma: (seed) => tf.randomGamma([8], 2, 1, 'float32', seed),
}
const repeats = (draw, seed) => draw(seed).dataSync().join() === draw(seed).dataSync().join()
const seen = Object.entries(draws).map(([name, draw]) => [name, repeats(draw, 1), repeats(draw, 0)])
for (const [name, one, zero] of seen) console.log(`${name}: seed 1 repeats ${one}, seed 0 ${zero}`)
assert.deepEqual(seen, [
  ['randomUniform', true, true],
  ['randomNormal', true, false],
  ['randomGamma', true, false],
])
EOF
node check.mjs
