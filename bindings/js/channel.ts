import type { CallMessage, EngineMessage } from './protocol.js';

/** The way to an engine and back. */
export interface Channel {
  post(message: CallMessage, transfer: ArrayBuffer[]): void;
  /** Whether the process must stay alive for what is under way (Node). */
  hold(on: boolean): void;
  /** Ends the engine, at once. */
  close(): void;
}

export interface ChannelListener {
  message(message: EngineMessage): void;
  /** The engine could not be started, or has ended by itself. */
  failure(reason: string): void;
}

export type OpenChannel = (listener: ChannelListener) => Channel;
