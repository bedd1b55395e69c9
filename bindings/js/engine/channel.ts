import type { CallMessage, EngineMessage } from './protocol.js';

/** The way to an engine and back. */
export interface Channel {
  post(message: CallMessage, transfer: ArrayBuffer[]): void;
  /** Whether calls in progress keep the process alive (Node). */
  hold(on: boolean): void;
  /** Ends the engine immediately. */
  close(): void;
}

export interface ChannelListener {
  message(message: EngineMessage): void;
  /** The engine could not start, or ended by itself. */
  failure(reason: string): void;
}

export type OpenChannel = (listener: ChannelListener) => Channel;
