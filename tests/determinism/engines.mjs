import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import * as chromium from '../browser/chromium.mjs';
import * as firefox from '../browser/firefox.mjs';
import { openPageCalls } from '../browser/page-calls.mjs';
import { servePlainPage } from '../browser/plain-page.mjs';
import * as webkit from '../browser/webkit.mjs';
import { nodeProgram } from '../node-versions/node-program.mjs';
import * as functions from './in-engine.mjs';

/**
 * The JavaScript engines in which the package runs.
 *
 * `skip` is false, or why the engine cannot run here. `open(address)` starts it; a browser opens
 * the page at `address`. Then `call(name, argument)` calls the function `name` of in-engine.mjs
 * there. Close it.
 */
export const ENGINES = {
  'Node 20': node('node20'),
  'Node 24': node('node24'),
  Chromium: { skip: chromium.skip, open: inChromium },
  Firefox: { skip: firefox.skip, open: inFirefox },
  WebKitGTK: { skip: webkit.skip, open: inWebKit },
};

function node(version) {
  const { program, skip } = nodeProgram(version);
  return {
    skip,
    open: async () => ({
      call: async (name, argument) => (await runInNode(program, [{ name, argument }]))[0],
      close: async () => {},
    }),
  };
}

/**
 * Calls functions of in-engine.mjs one after another in a separate process.
 * @param {{ name: string, argument: unknown }[]} calls
 * @returns {Promise<unknown[]>} their results
 */
export async function runInNode(program, calls) {
  const script = fileURLToPath(new URL('in-node.mjs', import.meta.url));
  const child = spawn(program, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(calls));
  return JSON.parse(await text(child.stdout));
}

/** The source of a call whose promise never rejects, because drivers lose error messages. */
function source(name, argument) {
  return `(${functions[name]})(${JSON.stringify(argument)}).then(
    (result) => ({ result }),
    (error) => ({ failure: String(error) }),
  )`;
}

function resultOf({ result, failure }) {
  if (failure) throw new Error(failure);
  return result;
}

async function inChromium(address) {
  const browser = await chromium.launchChromium();
  const page = await browser.newPage();
  await page.goto(address);
  return {
    call: async (name, argument) => resultOf(await page.evaluate(source(name, argument))),
    close: () => browser.close(),
  };
}

/** Runs calls in a separate page that polls for them. */
async function inFirefox() {
  const calls = await openPageCalls();
  const server = await servePlainPage({ isolated: true, script: calls.script });
  const browser = await firefox.launchFirefox(server.address);
  return {
    call: async (name, argument) => resultOf(await calls.call(source(name, argument))),
    async close() {
      await browser.close();
      await server.close();
      calls.close();
    },
  };
}

async function inWebKit(address) {
  const { driver, close } = await webkit.launchWebKit();
  await driver.manage().setTimeouts({ script: 180_000 });
  await driver.get(address);
  return {
    call: async (name, argument) =>
      resultOf(await driver.executeAsyncScript(`${source(name, argument)}.then(arguments[0])`)),
    close,
  };
}
