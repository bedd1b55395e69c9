#!/usr/bin/env bash
# onnxruntime: Sigmoid gives exactly 0 for logits below about -20, where a float has room to spare.
#
# Surprise: the exact value at -20 is 2.06e-9, thirty orders of magnitude above the smallest float. The
#   runtime's approximation is clipped, in Node.js and in WebAssembly alike. Log(Sigmoid(x)) in a graph
#   is then -Infinity, and so is the log-likelihood of a Bernoulli decoder that is merely sure.
# Versions: onnxruntime-node and onnxruntime-web 1.30.0, Node.js 20.20. Date: 2026-11-28.
# Seen: Sigmoid(-20), Sigmoid(-30) and Sigmoid(-80) are 0. Softplus(-20) is 2.06e-9, as it should be.
# What to do: export -Softplus(-x) for the logarithm of Sigmoid(x), and compute losses from logits.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts onnxruntime-node@1.30.0 onnxruntime-web@1.30.0
cat > check.mjs <<'EOF'
import assert from 'node:assert/strict'
import * as node from 'onnxruntime-node'
import * as web from 'onnxruntime-web'

// A model of one operator, from x to y, both of N floats; fields as in onnx.proto.
const field = (number, value) =>
  typeof value === 'number'
    ? [number << 3, value]
    : [(number << 3) | 2, value.length, ...(typeof value === 'string' ? Buffer.from(value) : value)]
const floats = (name) => {
  const shape = field(1, field(2, 'N'))
  return [...field(1, name), ...field(2, field(1, [...field(1, 1), ...field(2, shape)]))]
}
const modelOf = (operator) => {
  const step = [...field(1, 'x'), ...field(2, 'y'), ...field(4, operator)]
  const graph = [
    ...field(1, step), ...field(2, 'g'), ...field(11, floats('x')), ...field(12, floats('y')),
  ]
  return Uint8Array.from([...field(1, 8), ...field(7, graph), ...field(8, field(2, 17))])
}
const LOGITS = Float32Array.of(-10, -20, -30, -80)
async function run(runtime, operator) {
  const session = await runtime.InferenceSession.create(modelOf(operator))
  const { y } = await session.run({ x: new runtime.Tensor('float32', LOGITS, [LOGITS.length]) })
  return [...y.data]
}
for (const [name, runtime] of Object.entries({ node, web })) {
  const [sigmoid, softplus] = [await run(runtime, 'Sigmoid'), await run(runtime, 'Softplus')]
  console.log(`${name}: Sigmoid of ${LOGITS.join(', ')}:`, ...sigmoid)
  console.log(`${name}: Softplus:`, ...softplus)
  assert.deepEqual(sigmoid.slice(1), [0, 0, 0])
  assert.ok(Math.abs(softplus[1] / Math.exp(-20) - 1) < 1e-5)
}
process.exit(0)
EOF
node check.mjs
