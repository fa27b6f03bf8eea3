import type { JsonObject } from '../../json.ts';
import { identifier, type SidecarContext } from '../sidecar.ts';

/**
 * What starts a job with the exported file on the Agent Platform; placeholders in capitals. Source: the service's
 * tuningJobs reference, read 2026-09. Epochs are always given: left open, the service may choose dozens.
 */
export function tuningRequest({ dataset, fileName, format }: SidecarContext): JsonObject {
  const uri = `gs://YOUR_BUCKET/${encodeURIComponent(fileName)}`;
  const common = { baseModel: 'gemini-3.1-flash-lite', tunedModelDisplayName: identifier(dataset).slice(0, 128) };
  if (format === 'agent-platform-preference') {
    const hyperParameters = { epochCount: '1', adapterSize: 'ADAPTER_SIZE_FOUR', beta: 0.1 };
    return { ...common, preferenceOptimizationSpec: { trainingDatasetUri: uri, hyperParameters } };
  }
  const hyperParameters = { epochCount: '3', adapterSize: 'ADAPTER_SIZE_FOUR', learningRateMultiplier: 1 };
  return { ...common, supervisedTuningSpec: { trainingDatasetUri: uri, hyperParameters } };
}

export function isTunable({ fileType, format }: SidecarContext): boolean {
  return fileType === 'jsonl' && (format === 'agent-platform-sft' || format === 'agent-platform-preference');
}
