import { signal } from '@preact/signals';

/** What is wrong with the fields of a form. A button that uses the form's values is off meanwhile. */
export class FieldFaults {
  readonly #faults = signal<ReadonlyMap<string, string>>(new Map());

  /** The first fault as a sentence that names the field; null if every field is right. */
  get first(): string | null {
    for (const [label, fault] of this.#faults.value) return `${label}: ${fault}`;
    return null;
  }

  /** @param fault A sentence, or null for none. */
  set(label: string, fault: string | null): void {
    const former = this.#faults.peek();
    if ((former.get(label) ?? null) === fault) return;
    const faults = new Map(former);
    if (fault === null) faults.delete(label);
    else faults.set(label, fault);
    this.#faults.value = faults;
  }
}
