import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { blobs, SIDE } from './blobs.js';
import { ImageGenerator } from './image-generator.jsx';

const images = blobs(500);

function App() {
  const [shown, setShown] = useState(true);
  return (
    <main>
      <button onClick={() => setShown(!shown)}>{shown ? 'Close' : 'Open'}</button>
      {shown && <ImageGenerator images={images} side={SIDE} />}
    </main>
  );
}

createRoot(document.querySelector('#root')).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
