import { trainModels } from '../../../train-models.js';

export const dynamic = 'force-dynamic';

export async function GET() {
  return Response.json(await trainModels({ deterministic: true, threads: 2 }));
}
