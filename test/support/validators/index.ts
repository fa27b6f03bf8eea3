import { validate as agentPlatformPreference } from './agent-platform-preference.ts';
import { validate as agentPlatformReinforcement } from './agent-platform-reinforcement.ts';
import { validate as agentPlatformSft } from './agent-platform-sft.ts';
import { validate as alpaca } from './alpaca.ts';
import { validate as geminiApi } from './gemini-api.ts';
import { validate as openaiChat } from './openai-chat.ts';
import { validate as openaiPreference } from './openai-preference.ts';
import { validate as promptCompletion } from './prompt-completion.ts';
import { validate as sharegpt } from './sharegpt.ts';
import { validate as trlPreference } from './trl-preference.ts';

/** What services and trainers take, by the id of the format: the faults of a row, none where it would be accepted. */
export const validators: Readonly<Record<string, (row: unknown) => string[]>> = {
  'gemini-api': geminiApi,
  'agent-platform-sft': agentPlatformSft,
  'agent-platform-preference': agentPlatformPreference,
  'agent-platform-reinforcement': agentPlatformReinforcement,
  'openai-chat': openaiChat,
  'openai-preference': openaiPreference,
  'trl-preference': trlPreference,
  'prompt-completion': promptCompletion,
  sharegpt,
  alpaca,
};
