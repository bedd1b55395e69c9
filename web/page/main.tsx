import { render } from 'preact';
import '../styles/theme.css';
import '../styles/layout.css';
import '../styles/controls.css';
import { App } from './app.js';
import { followAddresses } from './address/follow-address.js';
import { loaded } from './state/loading.js';
import { loadPage } from './loading/load-page.js';

render(<App />, document.getElementById('page')!);
await loadPage();
// Not while the page reloads itself.
if (loaded.value) followAddresses();
