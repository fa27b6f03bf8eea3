import { liveQuery } from 'dexie';

/** Calls `onValue` now and after every change, from any tab, of the tables that `query` read. Returns unsubscribe. */
export function watch<T>(
  query: () => Promise<T>,
  onValue: (value: T) => void,
  onError: (error: unknown) => void,
): () => void {
  const subscription = liveQuery(query).subscribe(onValue, onError);
  return () => {
    subscription.unsubscribe();
  };
}
