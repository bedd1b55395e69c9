import type { ImagesSummary } from '../../contract/index.js';
import { ImageSheet } from '../ui/image-sheet.js';

const ACROSS = 8;

/** Up to 64 images, eight per line. */
export function FirstImages({ images: { head, shape } }: { images: ImagesSummary }) {
  const shown = Math.floor(head.length / (shape.width * shape.height * shape.channels));
  return (
    <div class="first-images">
      <ImageSheet
        label={`The first ${shown} images`}
        shape={shape}
        pixels={head}
        across={Math.min(ACROSS, shown)}
        down={Math.ceil(shown / ACROSS)}
      />
    </div>
  );
}
