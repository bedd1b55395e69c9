import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { announce } from './announcement.js';
import { Failure } from './failure.js';

/**
 * A component whose code is loaded when it is first shown, or earlier by its load(). If the code
 * cannot be loaded, a sentence and a button take its place.
 * @param load Imports the component.
 */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const component = signal<ComponentType<Props> | null>(null);
  const failed = signal(false);
  let underWay: Promise<void> | null = null;

  const begin = (): Promise<void> =>
    (underWay ??= load().then(
      (loaded) => {
        failed.value = false;
        component.value = loaded;
      },
      () => {
        failed.value = true;
        underWay = null;
      },
    ));

  function Lazy(props: Props) {
    useEffect(() => void begin(), []);
    const Loaded = component.value;
    if (Loaded) return <Loaded {...props} />;
    return failed.value ? <NotLoaded onRetry={begin} /> : <p class="hint">Loading</p>;
  }
  return Object.assign(Lazy, { load: begin });
}

function NotLoaded({ onRetry }: { onRetry: () => Promise<void> }) {
  const retry = () => {
    announce('Loading again.');
    void onRetry();
  };
  return (
    <div class="not-loaded">
      <Failure message="This part of the page could not be loaded. Check the connection, then try again." />
      <button type="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}
