import type { Turn } from '../../core/example/example.ts';
import { writeContent, writeContents } from '../../core/formats/parts/gemini-turn.ts';
import { writeGeminiTools } from '../../core/formats/parts/messages/tools.ts';
import type { JsonObject } from '../../core/json.ts';
import { ignoresSampling } from '../../core/models/generation-facts.ts';
import type { GenerationRequest, GenerationSettings } from '../../core/tuning/generation.ts';

/** What is asked, as both services spell it. */
export interface Prompt {
  readonly contents: JsonObject[];
  readonly systemInstruction?: JsonObject;
  readonly tools?: JsonObject[];
}

/** Throws `ShapeError` for a turn that Gemini has no form for. Thoughts of earlier turns are left out: they are not for reading. */
export function writePrompt({ turns, tools }: Pick<GenerationRequest, 'turns' | 'tools'>): Prompt {
  const said = turns.map(withoutThoughts).filter(({ parts }) => parts.length > 0);
  const start = said.findIndex(({ role }) => role !== 'system');
  const system = said.slice(0, start === -1 ? said.length : start);
  return {
    contents: writeContents(said.slice(system.length), false),
    ...(system.length > 0 && { systemInstruction: writeContent(joined(system), false) }),
    ...(tools && tools.length > 0 && { tools: writeGeminiTools(tools) }),
  };
}

/** Settings as the services' REST forms spell them; those that aren't given are left to the model. */
export function writeSettings({ thinkingBudget, thinkingLevel, ...settings }: GenerationSettings): JsonObject {
  // A service takes the one or the other.
  if (thinkingLevel !== undefined) return { ...settings, thinkingConfig: { thinkingLevel } };
  return { ...settings, ...(thinkingBudget !== undefined && { thinkingConfig: { thinkingBudget } }) };
}

/** Settings without those that do nothing for a model, and those that it doesn't know. */
export function settingsFor(model: string, settings: GenerationSettings): GenerationSettings {
  const { temperature, topP, topK, thinkingBudget, thinkingLevel, ...others } = settings;
  if (ignoresSampling(model)) return { ...others, ...(thinkingLevel !== undefined && { thinkingLevel }) };
  return {
    ...others,
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(topK !== undefined && { topK }),
    ...(thinkingBudget !== undefined && { thinkingBudget }),
  };
}

function withoutThoughts(turn: Turn): Turn {
  return { ...turn, parts: turn.parts.filter(({ kind }) => kind !== 'thought') };
}

function joined(system: readonly Turn[]): Turn {
  return { role: 'system', parts: system.flatMap(({ parts }) => parts) };
}
