import { ShapeError, type Format } from '../format.ts';
import { exact } from './exact.ts';

/** A format of what another program exports: read, and given back as it is, but never written. */
export function onlyRead(format: Omit<Format, 'fromExample' | 'readOnly'>): Format {
  return exact({
    ...format,
    readOnly: true,
    fromExample() {
      throw new ShapeError([], `${format.title} is only read: choose another format to write`);
    },
  });
}
