import { loaded } from './state/loading.js';
import './privacy.css';

/** What the page promises about data, how to check it, and what slows the page. */
export function Privacy() {
  const offline = loaded.value?.offline;
  return (
    <>
      <div class="privacy">
        <section>
          <h2>Nothing leaves this browser</h2>
          <p>
            Your data, the model and the results stay in this browser. If you change how a file is
            read, the browser keeps the change, with the names of the columns concerned, for files
            with the same columns. “Forget my data” deletes it. <Policy /> The page fetches all its
            files when it opens; after “Loaded” it requests{' '}
            {offline?.kept === false ? 'only files that the browser did not store.' : 'nothing.'}
          </p>
        </section>
        <section>
          <h2>How to check it</h2>
          <p>
            Open your browser’s developer tools, choose Network, and use the page. Or disconnect
            from the network once the page has loaded, and keep using it.
          </p>
        </section>
        <section>
          <h2>What this does not cover</h2>
          <p>
            Links that you follow, browser extensions, which may read any page, and the browser
            itself, which may check the page’s address for a newer version.
          </p>
        </section>
      </div>
      <Isolation />
    </>
  );
}

function Policy() {
  if (loaded.value?.workersPolicy === false) {
    return (
      <>
        A content security policy lets the page connect only to its own address. This host sends no
        policy for the page’s workers.
      </>
    );
  }
  return (
    <>
      A content security policy lets the page and its workers connect only to the page’s own
      address.
    </>
  );
}

/** How training could run faster. */
function Isolation() {
  if (!loaded.value || crossOriginIsolated) return null;
  return (
    <p class="isolation">
      This page is not cross-origin isolated, so training uses one thread. If the host sent the
      response headers Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy, training could
      use several of this machine’s {navigator.hardwareConcurrency} processors.
    </p>
  );
}
