// Scores a Parquet file of any size: DuckDB reads and writes, and several workers score at once.
//     node score-parquet.mjs people.vae1 rows.parquet scores.parquet [WORKERS]
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { DuckDBInstance } from '@duckdb/node-api';
import { TableVAE } from 'vae1';

/** Of DuckDB's chunks, of 2,048 rows, in a piece for a worker. */
const CHUNKS = 16;

const [modelPath, from, to, workers = availableParallelism()] = process.argv.slice(2);
const file = await readFile(modelPath);
// Each model has a worker of its own, so that one thread is enough for each.
const models = await Promise.all(
  Array.from({ length: Number(workers) }, () => TableVAE.load(file, { threads: 1 })),
);
const database = await DuckDBInstance.create();
const [reading, writing] = [await database.connect(), await database.connect()];
await writing.run('CREATE TABLE scores (row BIGINT, score DOUBLE)');
const scores = await writing.createAppender('scores');

const pieces = piecesOf(from);
await Promise.all(models.map(scoreWith));
scores.closeSync();
await writing.run(`COPY (SELECT score FROM scores ORDER BY row) TO ${quoted(to, "'")}`);
const [[rows, oddest]] = (
  await writing.runAndReadAll('SELECT count(*)::DOUBLE, max(score) FROM scores')
).getRows();
console.log(`${to}: ${rows} scores, the oddest of ${oddest.toFixed(2)} nats`);

for (const model of models) model.dispose();
reading.closeSync();
writing.closeSync();

/** Scores the next piece, and the next one, until there are no more. A score depends on its row alone. */
async function scoreWith(model) {
  for await (const { first, columns } of pieces)
    for (const [i, score] of (await model.score(columns)).entries()) {
      scores.appendBigInt(BigInt(first + i));
      scores.appendDouble(score);
      scores.endRow();
    }
}

/** Columns of the rows from `first` on, some 30,000 at a time; only those that the model knows. */
async function* piecesOf(path) {
  const known = models[0].schema.columns.filter(({ type }) => type !== 'identifier');
  const names = known.map(({ name }) => quoted(name, '"'));
  const result = await reading.stream(`SELECT ${names} FROM ${quoted(path, "'")}`);
  let [first, chunks] = [0, []];
  const piece = () => {
    const columns = known.map(({ name }, i) => [name, chunks.flatMap((chunk) => chunk[i])]);
    return { first, columns: Object.fromEntries(columns) };
  };
  for await (const chunk of result) {
    chunks.push(chunk.getColumns());
    if (chunks.length < CHUNKS) continue;
    yield piece();
    first += chunks.reduce((sum, [column]) => sum + column.length, 0);
    chunks = [];
  }
  if (chunks.length > 0) yield piece();
}

function quoted(text, mark) {
  return mark + text.replaceAll(mark, mark + mark) + mark;
}
