import { findFormat } from '../../core/formats/index.ts';
import type { Meaning } from '../../core/version/version.ts';

/** By dataset, until the page is closed. */
const chosen = new Map<string, string>();

/** The place that was chosen for a dataset; else the one that its rows are made for, as `placeChoices` names it. */
export function chosenPlace(datasetId: string, { format, mapping }: Meaning): string {
  const isPreference = format === undefined ? !!mapping.chosen : findFormat(format)?.kind === 'preference';
  return chosen.get(datasetId) ?? (isPreference ? 'agent-platform-preference' : 'agent-platform-sft gemini-3.5-flash');
}

export function choosePlace(datasetId: string, value: string): void {
  chosen.set(datasetId, value);
}
