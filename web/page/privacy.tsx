import { loaded } from './state/loading.js';
import './privacy.css';

/** What holds for the data, how to check it, and what the page runs on. */
export function Privacy() {
  const offline = loaded.value?.offline;
  return (
    <>
      <div class="privacy">
        <section>
          <h2>Nothing leaves this browser</h2>
          <p>
            Your data, the model and the results stay in this browser. <Policy /> All files of the
            page are fetched when it is opened; after “Loaded” it requests{' '}
            {offline?.kept === false
              ? 'none but those again that the browser did not keep.'
              : 'nothing.'}
          </p>
        </section>
        <section>
          <h2>How to check it</h2>
          <p>
            Open your browser’s developer tools, choose Network, and use the page. Or switch the
            network off once the page has loaded, and go on.
          </p>
        </section>
        <section>
          <h2>What this does not cover</h2>
          <p>
            Links that you follow, extensions of your browser, which may read any page, and the
            browser itself, which may ask the page’s address whether there is a newer version.
          </p>
        </section>
      </div>
      <Engine />
    </>
  );
}

function Policy() {
  if (loaded.value?.workersPolicy === false) {
    return (
      <>
        A content security policy lets the page connect to its own address and no other. For its
        workers this host sends none.
      </>
    );
  }
  return (
    <>
      A content security policy lets the page and its workers connect to the page’s own address and
      no other.
    </>
  );
}

/** What trains the models, and what would make it faster. */
function Engine() {
  if (!loaded.value) return null;
  const { build, threads } = loaded.value.backend;
  const name = build.startsWith('relaxed')
    ? 'WebAssembly with relaxed SIMD'
    : 'WebAssembly with SIMD';
  return (
    <p class="engine">
      Runs on {name}, {threads === 1 ? 'one thread' : `${threads} threads`}.
      {!crossOriginIsolated && (
        <>
          {' '}
          This page is not cross-origin isolated. With the response headers
          Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy it would be, and would train
          on several of the {navigator.hardwareConcurrency} processors here at once.
        </>
      )}
    </p>
  );
}
