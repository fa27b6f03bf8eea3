import type { Format } from './format.ts';

const found = Object.values(
  import.meta.glob<Format>(['./*/*.ts', '!./parts/*.ts'], { eager: true, import: 'default' }),
);

/** Every format, in the order of detection. */
export const formats: readonly Format[] = found.sort((one, other) => one.order - other.order);

/** The format that a version names; undefined where this program does not have it. */
export function findFormat(id: string): Format | undefined {
  return formats.find((format) => format.id === id);
}
