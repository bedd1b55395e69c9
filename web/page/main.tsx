import { proxy } from 'comlink';
import { render } from 'preact';
import '../styles/theme.css';
import '../styles/layout.css';
import '../styles/controls.css';
import { App } from './app.js';
import { studio } from './studio.js';

render(<App />, document.getElementById('page')!);

const { backend } = await studio.prepare(proxy(() => {}));
console.log(backend);
