import './workers-in-node.ts';
import { vi } from 'vitest';
import { Reader } from '../../src/jobs/reader.ts';
import type { Dataset } from '../../src/state/dataset/dataset.svelte.ts';
import { Importer } from '../../src/state/import/importer.svelte.ts';
import { Notices } from '../../src/state/frame/notices.svelte.ts';
import { Tasks } from '../../src/state/frame/tasks.svelte.ts';

/** An importer with what it takes part in; import this before anything of `src`. */
export function makeImporter(reader = new Reader()) {
  const notices = new Notices();
  const tasks = new Tasks();
  const went: string[] = [];
  const router = { go: (...parts: string[]) => went.push(parts.join('/')) };
  const storage = { refresh: vi.fn(() => Promise.resolve()) };
  const opened: { current: Dataset | null } = { current: null };
  const parts = { reader, notices, tasks, router, storage, opened };
  // The cast: nothing else of the router takes part.
  const importer = new Importer(parts as unknown as ConstructorParameters<typeof Importer>[0]);
  return { importer, notices, tasks, went, storage, opened };
}
