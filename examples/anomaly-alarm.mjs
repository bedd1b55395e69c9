// An alarm on a stream: learns what is usual, then judges each reading as it arrives.
//     node anomaly-alarm.mjs
import { VAE } from 'vae1';

const COLUMNS = ['load in %', 'current in A', 'temperature in °C'];

// Random numbers with a fixed start, so that each run sees the same readings.
let state = 1;
const random = () => (state = (16807 * state) % 2147483647) / 2147483647;
const noise = (size) => size * (random() + random() + random() - 1.5);

/**
 * Readings of a pump, one row a second. A jammed pump draws 3 A more than its load explains.
 */
async function* readings(seconds, jammedFrom = Infinity) {
  for (let second = 0; second < seconds; second++) {
    const load = 50 + 40 * Math.sin(second / 30) + noise(4);
    const current = 2 + load / 12 + noise(0.4) + (second >= jammedFrom ? 3 : 0);
    yield [[load, current, 35 + load / 4 + noise(1)]];
  }
}

const model = new VAE({ latentDim: 2, hiddenDims: [32], learningRate: 0.01, seed: 1 });
await model.train(() => readings(3000), { epochs: 30 });

// The threshold comes from usual readings that the model has not seen.
const fresh = [];
for await (const row of readings(1000)) fresh.push(...row);
await model.fitThreshold(fresh, { quantile: 0.99 });

// One usual reading in a hundred is above it. So one such reading is no alarm, but three in a row are.
const IN_A_ROW = 3;
let inARow = 0;
let second = 0;
for await (const row of readings(300, 200)) {
  const [odd] = await model.isAnomaly(row);
  inARow = odd ? inARow + 1 : 0;
  if (inARow === IN_A_ROW) {
    const nats = await model.scoreFeatures(row);
    const worst = nats.indexOf(Math.max(...nats));
    console.log(`second ${second}: alarm, ${COLUMNS[worst]} is ${row[0][worst].toFixed(1)}`);
    break; // this ends the stream
  }
  second++;
}
model.dispose();
