import { database } from './database.ts';

/**
 * A browser can lose a database without any error: corruption, a downgrade, a changed storage backend. What remains
 * then is an empty one that looks like a first visit. The marker in localStorage tells the two apart.
 */
const MARKER = 'lapidary.database';

interface Marker {
  readonly epoch: string;
  readonly datasets: number;
}

function readMarker(): Marker | undefined {
  const text = localStorage.getItem(MARKER);
  if (text === null) return undefined;
  try {
    // Our own text; a foreign one at worst shows a notice that is not needed.
    return JSON.parse(text) as Marker;
  } catch {
    return undefined;
  }
}

/** True where this browser once held datasets that the database knows nothing of. */
export async function checkMarker(): Promise<boolean> {
  const marker = readMarker();
  const epoch = await database.meta.get('epoch');
  if (!epoch) await database.meta.put({ key: 'epoch', value: crypto.randomUUID() });
  const lost = marker !== undefined && marker.datasets > 0 && marker.epoch !== epoch?.value;
  // Said again at every start until something new is stored.
  if (!lost) await stampMarker();
  return lost;
}

/** Notes how many datasets there are. Call on the page after one came or went; workers have no localStorage. */
export async function stampMarker(): Promise<void> {
  if (typeof localStorage === 'undefined') return;
  const epoch = await database.meta.get('epoch');
  if (!epoch) return;
  const marker: Marker = { epoch: String(epoch.value), datasets: await database.datasets.count() };
  try {
    localStorage.setItem(MARKER, JSON.stringify(marker));
  } catch {
    // Without it a lost database looks like a first visit; that is no reason to fail what was just stored.
  }
}
