import type { VersionInfo } from '../version/version.ts';

/** What was exported, for the files that go beside it. */
export interface SidecarContext {
  readonly dataset: string;
  readonly version: VersionInfo;
  /** All versions of the dataset, for where the rows came from. */
  readonly versions: readonly VersionInfo[];
  /** Name of the exported file. */
  readonly fileName: string;
  readonly fileType: 'jsonl' | 'json' | 'csv' | 'parquet';
  /** The id of the format that its rows are in; undefined where they have none. */
  readonly format: string | undefined;
}

/** A small file that a trainer or a reader wants beside the rows. It holds no text of a row, and no credential. */
export interface Sidecar {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Whether it makes sense for what was exported. */
  fits(context: SidecarContext): boolean;
  fileName(context: SidecarContext): string;
  write(context: SidecarContext): string;
}

/** Whether rows are JSON in the file, in which lists and objects are themselves. */
export function isJson({ fileType }: SidecarContext): boolean {
  return fileType === 'jsonl' || fileType === 'json';
}

/** A name that programs take as an identifier: "My rows, 2" → "my_rows_2". */
export function identifier(name: string): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g);
  return words ? words.join('_') : 'dataset';
}
