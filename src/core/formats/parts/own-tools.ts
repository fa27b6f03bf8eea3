import type { Example } from '../../example/example.ts';
import type { JsonObject } from '../../json.ts';
import { readGeminiTools, writeGeminiTools } from './messages/tools.ts';

/** `own`: the row that the tools came from, whose spelling stays where they are the same. */
export function writeOwnTools(tools: Example['tools'], own: JsonObject | null): JsonObject {
  if (!tools || tools.length === 0) return {};
  const before = own?.['tools'];
  const isSame = JSON.stringify(readGeminiTools(before)) === JSON.stringify(tools);
  return { tools: isSame && before !== undefined ? before : writeGeminiTools(tools) };
}
