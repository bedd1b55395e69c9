// What the package's TypeScript says of the core is what the C++ says: functions, choices, objects
// and reads.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/paths.mjs';

const text = (file) => readFileSync(join(root, file), 'utf8');
const native = text('bindings/js/engine/native.ts');
const values = text('bindings/values.cpp');
const engine = text('bindings/native_engine.cpp');
const choices = text('bindings/js/options/choices.ts');
const schedules = text('bindings/js/options/schedules.ts');

const all = (source, pattern) => [...source.matchAll(pattern)].map(([, found]) => found);
const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

/** From `start`, which must occur once, to the end of the line that closes it. */
function part(source, start, end = '\n}') {
  const parts = source.split(start);
  assert.equal(parts.length, 2, `${start} occurs ${parts.length - 1} times`);
  return parts[1].slice(0, parts[1].indexOf(end));
}

test('every function of the module is declared, and no other', () => {
  const exposed = all(text('bindings/module.cpp'), /(?:expose<.*>|function)\("(\w+)"/g);
  const declared = all(part(native, 'export interface NativeEngine {'), /^ {2}(\w+)\(/gm);
  assert.deepEqual(declared.sort(), exposed.sort());
  assert.ok(exposed.length > 20);
});

/** Names in TypeScript, by their numbers, and the enumeration of the core. */
const CHOICES = [
  [native, 'RowKind', 'data/rows.hpp', 'RowKind'],
  [native, 'ColumnKind', 'data/column.hpp', 'ColumnKind'],
  [native, 'RealCoding', 'data/column.hpp', 'RealCoding'],
  [native, 'BatchOutcome', 'model.hpp', 'BatchOutcome'],
  [native, 'FaultKind', 'data/fault.hpp', 'Kind'],
  [choices, 'ACTIVATIONS', 'config.hpp', 'Activation'],
  [choices, 'LIKELIHOODS', 'config.hpp', 'Likelihood'],
  [choices, 'OBJECTIVES', 'config.hpp', 'Bound'],
  [choices, 'PRIORS', 'config.hpp', 'Prior'],
  [choices, 'LATENT_CHOICES', 'reads/read.hpp', 'LatentChoice'],
  [choices, 'LATENT_SOURCES', 'reads/read.hpp', 'LatentSource'],
  [choices, 'SCORE_METHODS', 'inference/row_scores.hpp', 'ScoreMethod'],
  [choices, 'PATH_METHODS', 'latent/latent_path.hpp', 'PathMethod'],
  [schedules, 'BETA_KINDS', 'schedules/beta_schedule.hpp', 'Kind'],
  [schedules, 'LEARNING_RATE_KINDS', 'schedules/learning_rate.hpp', 'Kind'],
];
/** What the options call by another name. */
const IN_OPTIONS = { automatic: 'auto', constant: 'undefined', not_8_bit: 'not8Bit' };

for (const [script, name, header, enumeration] of CHOICES)
  test(`${name} has the numbers of ${enumeration} in src/${header}`, () => {
    const body = part(text(`src/${header}`), `enum class ${enumeration} :`, '}');
    const members = body
      .slice(body.indexOf('{') + 1)
      .replaceAll(/\/\/.*/g, '')
      .split(',')
      .map((member) => member.trim())
      .filter(Boolean)
      .map((member, index) => {
        const [key, number = index] = member.split(' = ');
        assert.equal(Number(number), index, `${key} is counted from 0`);
        return key;
      });
    const list = part(script, `const ${name} = `, ' as const');
    const pairs = all(list, /(\w+: \d+)/g).map((pair) => pair.split(': '));
    assert.ok(
      pairs.every(([, number], index) => Number(number) === index),
      list,
    );
    const known = pairs.length ? pairs.map(([key]) => key) : all(list, /(\w+)/g);
    assert.deepEqual(
      known,
      members.map((key) => IN_OPTIONS[key] ?? camel(key)),
    );
  });

/** The fields of an interface, without those of what it extends. */
function fieldsOf(name, source = native) {
  const [start] = new RegExp(`export interface ${name}\\b.*\\{`).exec(source);
  return all(part(source, start), /^ {2}(?:readonly )?(\w+)\??:/gm).sort();
}

/** The names that a function of C++ visits or puts. */
const namesIn = (source, signature) =>
  all(part(source, signature), /(?:visit|put)\((?:\w+, )?"(\w+)"/g).sort();

const history = text('bindings/js/engine/history.ts');
const OBJECTS = [
  ['NativeBetaSchedule', native, values, 'void fields(BetaSchedule&'],
  ['NativeLearningRateSchedule', native, values, 'void fields(LearningRateSchedule&'],
  ['NativeOptions', native, values, 'void fields(Config&'],
  ['NativeColumn', native, values, 'void fields(Column&'],
  ['NativeFault', native, values, 'as_object(const std::optional<Fault>&'],
  ['NativeFacts', native, engine, 'val NativeEngine::facts()'],
  ['NativeProgress', native, engine, 'val NativeEngine::progress()'],
  ['NativeEpochEnd', native, engine, 'val NativeEngine::epoch_end()'],
  ['Losses', history, values, 'as_object(const Losses&'],
  ['EpochRecord', history, values, 'as_object(const EpochRecord&'],
];
/** Added by the engine in TypeScript. */
const ADDED = ['seconds'];
for (const [name, script, source, signature] of OBJECTS)
  test(`${name} has the fields that the bindings pass`, () => {
    const passed = namesIn(source, signature);
    assert.ok(passed.length > 0);
    assert.deepEqual(
      fieldsOf(name, script).filter((field) => !ADDED.includes(field)),
      passed,
    );
  });

/** The reads of the core, with the names of their arguments. */
const reads = new Map(
  [
    ...part(text('src/reads/reads.cpp'), 'entries[] = {', '\n};').matchAll(
      /\{"(\w+)", BlockOf::\w+, \{(.*?)\}/g,
    ),
  ].map(([, name, names]) => [name, all(names, /"(\w+)"/g)]),
);

/** The arguments of a call, whose text follows its opening bracket. */
function argumentsOf(source) {
  const found = [''];
  let depth = 0;
  for (const letter of source) {
    if ('([{'.includes(letter)) depth++;
    if (')]}'.includes(letter) && depth-- === 0) break;
    if (letter === ',' && depth === 0) found.push('');
    else found[found.length - 1] += letter;
  }
  return found.map((argument) => argument.trim()).filter(Boolean);
}

test('the package asks for every read of the core, by its name and the names of its arguments', () => {
  const asked = new Set();
  for (const name of readdirSync(join(root, 'bindings/js'), { recursive: true })) {
    if (!name.endsWith('.ts')) continue;
    const source = text(join('bindings/js', name));
    for (const { index, 0: start } of source.matchAll(/call\(\s*'(?:read|begin)',/g)) {
      const [read, , given = '{}'] = argumentsOf(source.slice(index + start.length));
      const known = reads.get(read.slice(1, -1));
      assert.ok(known, `${name} asks for ${read}`);
      assert.equal(given[0], '{', `${name}: the arguments of ${read} stand where they are passed`);
      const names = argumentsOf(given.slice(1)).map((each) => /^\w+/.exec(each)[0]);
      assert.deepEqual(names.sort(), [...known].sort(), `${name} asks for ${read}`);
      asked.add(read.slice(1, -1));
    }
  }
  assert.deepEqual([...asked].sort(), [...reads.keys()].sort());
});
