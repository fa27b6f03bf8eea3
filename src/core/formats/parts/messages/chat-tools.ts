import type { Example } from '../../../example/example.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { memberOf } from '../rest.ts';
import { readToolsText } from './tools-text.ts';
import { readOpenAiTools, writeOpenAiTools } from './tools.ts';

/** The member that declares a chat's tools, and what it declares. */
interface ChatTools {
  readonly name: 'tools' | 'functions' | 'toolConfig';
  readonly tools: readonly JsonObject[];
}

/** `tools` as a list or as its JSON text, the `functions` of older files, or Bedrock's `toolConfig`; undefined where none declares any. */
export function readChatTools(row: Json): ChatTools | undefined {
  const value = memberOf(row, 'tools');
  const tools = readToolsText(value) ?? readOpenAiTools(value, ['tools']);
  if (tools) return { name: 'tools', tools };
  const functions = readOpenAiTools(memberOf(row, 'functions'), ['functions']);
  if (functions) return { name: 'functions', tools: functions };
  const bedrock = readOpenAiTools(memberOf(memberOf(row, 'toolConfig') ?? null, 'tools'), ['toolConfig', 'tools']);
  return bedrock && { name: 'toolConfig', tools: bedrock };
}

/** `own`: where the tools came from, whose spelling stays; null where that was another format. */
export function writeChatTools(tools: Example['tools'], own: JsonObject | null): JsonObject {
  if (!tools || tools.length === 0) return {};
  const before = own ? readChatTools(own) : undefined;
  if (!own || !before) return { tools: writeOpenAiTools(tools) };
  const value = own[before.name] ?? null;
  if (JSON.stringify(before.tools) === JSON.stringify(tools)) return { [before.name]: value };
  if (before.name === 'functions') return { functions: tools };
  const written = writeOpenAiTools(tools);
  return { tools: typeof value === 'string' ? JSON.stringify(written) : written };
}
