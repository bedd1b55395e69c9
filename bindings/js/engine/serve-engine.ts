import { Engine } from './engine.js';
import { VAEError } from '../errors/errors.js';
import { messageOf } from '../errors/message-of.js';
import { buffersOf, type CallFailure, type CallMessage, type EngineMessage } from './protocol.js';
import type { StartThread } from './thread.js';

/** An engine that answers messages with messages. Builds with threads require `startThread`. */
export function serveEngine(
  post: (message: EngineMessage, transfer: ArrayBuffer[]) => void,
  startThread?: StartThread,
) {
  const engine = new Engine(
    (event, detail) => post({ event, detail } as EngineMessage, []),
    startThread,
  );
  return {
    async receive({ id, method, args }: CallMessage): Promise<void> {
      try {
        // Destructuring loses the link between the types of method and arguments.
        const call = engine[method] as (...args: unknown[]) => unknown;
        const result: unknown = await call.apply(engine, args);
        post({ id, result }, buffersOf([result]));
      } catch (error) {
        post({ id, failure: failureOf(error) }, []);
      }
    },
    dispose: () => engine.dispose(),
  };
}

/** instanceof fails for errors of another realm, and test runners give modules a realm of their own. */
function nameOf(error: unknown): string {
  return String((Object(error) as { name?: unknown }).name);
}

function failureOf(error: unknown): CallFailure {
  if (error instanceof VAEError) return { code: error.code, message: error.message, fatal: false };
  // The core foresees every fault except a failed allocation that nothing probed. That one traps.
  const memory = ['RuntimeError', 'RangeError'].includes(nameOf(error));
  return {
    code: memory ? 'ERR_MEMORY' : 'ERR_DISPOSED',
    message: memory
      ? `WebAssembly stopped, most likely because it ran out of memory: ${messageOf(error)}`
      : `The engine failed: ${String(error)}`,
    fatal: true,
  };
}
