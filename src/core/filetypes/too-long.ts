import { counted } from '../amount.ts';
import { MAX_ROW_BYTES } from './settings.ts';

/** Why a line or record of this size is not read. */
export function tooLong(byteLength: number): string {
  return `${counted(byteLength, 'byte')}, more than the ${MAX_ROW_BYTES >> 20} MiB that a row may have`;
}
