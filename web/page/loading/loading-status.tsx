import { loaded, pageFailure } from '../state/loading.js';
import { Failure } from '../ui/failure.js';
import './loading-status.css';

/** Whether the page is still loading, and whether it works offline. */
export function LoadingStatus() {
  if (pageFailure.value !== null) return <Failure message={pageFailure.value} />;
  if (!loaded.value) return <p class="loading-status">Loading</p>;
  const { offline } = loaded.value;
  return (
    <p class="loading-status loaded">
      {offline.kept ? 'Loaded. Works offline now.' : `Loaded. ${offline.why}`}
    </p>
  );
}
