import type { LookDesk } from '../contract.js';
import type { Session } from '../session.js';

/** To be written. */
export class LookStudio implements LookDesk {
  constructor(readonly session: Session) {}

  async rows(): Promise<never> {
    throw new Error('to be written');
  }
  async reconstruct(): Promise<never> {
    throw new Error('to be written');
  }
  async encode(): Promise<never> {
    throw new Error('to be written');
  }
  async decode(): Promise<never> {
    throw new Error('to be written');
  }
  async sample(): Promise<never> {
    throw new Error('to be written');
  }
  async interpolate(): Promise<never> {
    throw new Error('to be written');
  }
  async latentMap(): Promise<never> {
    throw new Error('to be written');
  }
  async colouring(): Promise<never> {
    throw new Error('to be written');
  }
  async colourings(): Promise<never> {
    throw new Error('to be written');
  }
  async generate(): Promise<never> {
    throw new Error('to be written');
  }
  async distributions(): Promise<never> {
    throw new Error('to be written');
  }
  async associations(): Promise<never> {
    throw new Error('to be written');
  }
  async pair(): Promise<never> {
    throw new Error('to be written');
  }
  async rankOdd(): Promise<never> {
    throw new Error('to be written');
  }
  async cancel(): Promise<never> {
    throw new Error('to be written');
  }
}
