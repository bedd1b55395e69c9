// Synthetic rows from a CSV: learns the table, makes as many rows, and says how good they are.
//     node synthetic-rows.mjs [orders.csv [synthetic.csv]]
import { readFile, writeFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { compareTables, TableVAE } from 'vae1';

const [from = new URL('orders.csv', import.meta.url), to = 'synthetic.csv'] = process.argv.slice(2);
const { data, errors } = Papa.parse(await readFile(from, 'utf8'), {
  header: true,
  skipEmptyLines: true,
});
if (errors.length > 0) throw new Error(`${from}: ${errors[0].message} (row ${errors[0].row})`);

// A fifth is kept from the model. What it makes must not be closer to the rows that it has seen.
const seen = data.filter((_, i) => i % 5 !== 0);
const holdout = data.filter((_, i) => i % 5 === 0);

// Order numbers tell rows apart: nothing is learned of them, new ones are made.
const columns = { order: 'identifier' };
const model = new TableVAE({ columns, seed: 1 });
await model.train(seen);
for (const { name, type } of model.schema.columns) console.log(`${name} is ${type}`);

const rows = await model.generate(data.length);
await writeFile(to, Papa.unparse(rows));
const report = await compareTables(seen, rows, { holdout, columns });
console.log(`${rows.length} rows in ${to}\n\n${report}`);
model.dispose();
