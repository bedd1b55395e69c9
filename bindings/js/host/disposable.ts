/** Lets `using` end an object of the class as its dispose() does. */
export function disposable({ prototype }: { readonly prototype: { dispose(): void } }): void {
  // Engines without explicit resource management have no Symbol.dispose yet.
  if (Symbol.dispose)
    Object.defineProperty(prototype, Symbol.dispose, {
      value: prototype.dispose,
      configurable: true,
      writable: true,
    });
}
