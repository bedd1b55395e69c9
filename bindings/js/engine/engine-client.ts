import type { Channel, OpenChannel } from './channel.js';
import { VAEError } from '../errors/errors.js';
import { messageOf } from '../errors/message-of.js';
import {
  buffersOf,
  type CallMethod,
  type EngineCalls,
  type EngineEvents,
  type EngineMessage,
} from './protocol.js';

interface Pending {
  resolve(result: never): void;
  reject(error: unknown): void;
}

/** The caller's side of an engine: calls return promises, and events go to one listener. */
export class EngineClient {
  readonly #channel: Channel;
  readonly #pending = new Map<number, Pending>();
  #calls = 0;
  #answered = false;
  #closed: VAEError | undefined;
  #listener: EngineEvents | undefined;

  /** @throws ERR_OPTION if no worker can be started. */
  constructor(open: OpenChannel) {
    try {
      this.#channel = open({
        message: (message) => this.#receive(message),
        failure: (reason) => this.close(this.#failure(reason)),
      });
    } catch (cause) {
      throw this.#failure(messageOf(cause));
    }
  }

  call<Method extends CallMethod>(
    method: Method,
    ...args: Parameters<EngineCalls[Method]>
  ): Promise<ReturnType<EngineCalls[Method]>> {
    if (this.#closed) return Promise.reject(this.#closed);
    return new Promise((resolve, reject) => {
      const id = this.#calls++;
      this.#pending.set(id, { resolve, reject });
      this.#channel.hold(true);
      try {
        this.#channel.post({ id, method, args }, buffersOf(args));
      } catch (cause) {
        this.#settled(id);
        const reason = messageOf(cause);
        const sentence = `An argument cannot be sent to the worker: ${reason}`;
        reject(new VAEError('ERR_OPTION', sentence, { cause }));
      }
    });
  }

  /** Sets the listener for the events of the training in progress. */
  listen(listener: EngineEvents | undefined): void {
    this.#listener = listener;
  }

  /** Ends the engine. Pending calls, and all later ones, reject with `error`. */
  close(error: VAEError): void {
    if (this.#closed) return;
    this.#closed = error;
    this.#channel.close();
    this.#listener = undefined;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }

  #receive(message: EngineMessage): void {
    if (this.#closed) return;
    this.#answered = true;
    if ('event' in message) {
      this.#listener?.[message.event](message.detail as never);
      return;
    }
    const { resolve, reject } = this.#settled(message.id);
    if ('result' in message) {
      resolve(message.result as never);
    } else {
      const { code, message: sentence, fatal } = message.failure;
      reject(new VAEError(code, sentence));
      if (fatal) this.close(new VAEError('ERR_DISPOSED', `The model is gone: ${sentence}`));
    }
  }

  #settled(id: number): Pending {
    const pending = this.#pending.get(id)!;
    this.#pending.delete(id);
    if (this.#pending.size === 0) this.#channel.hold(false);
    return pending;
  }

  #failure(reason: string): VAEError {
    return this.#answered
      ? new VAEError(
          'ERR_DISPOSED',
          `The worker ended unexpectedly, and its model is lost: ${reason}.`,
        )
      : new VAEError(
          'ERR_OPTION',
          `worker is true, but no worker could be started: ${reason}. ` +
            `Set workerUrl to the address of its script, or set worker: false to run the model on ` +
            `the calling thread.`,
        );
  }
}
