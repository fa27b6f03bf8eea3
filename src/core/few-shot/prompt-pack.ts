import type { Turn } from '../example/example.ts';
import type { GenerationSettings } from '../tuning/generation.ts';
import type { ServedModel } from '../tuning/model-ref.ts';
import type { StopReason } from './choose-examples.ts';

export interface PackExample {
  /** Where its row is in the version. */
  readonly position: number;
  readonly input: string;
  readonly output: string;
}

/** Instructions and examples that go before whatever a model is asked: what works with any key. Plain data, as stored. */
export interface FewShotPack {
  readonly id: string;
  readonly name: string;
  readonly datasetId: string;
  readonly versionId: string;
  /** The version's digest. */
  readonly digest: string;
  readonly baseModel: ServedModel;
  /** Empty where there are none. */
  readonly instructions: string;
  readonly examples: readonly PackExample[];
  /** Why there are no more of them; absent in packs of before. */
  readonly stopped?: StopReason;
  /** Of instructions and examples together. */
  readonly tokens: number;
  readonly seed: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly settings: GenerationSettings;
  /** Whether its service is to keep it, so that it is not sent and paid in full with every prompt. */
  readonly keep: boolean;
  /** Where its service keeps it now; null where it doesn't. */
  readonly kept: KeptPack | null;
}

export interface KeptPack {
  readonly name: string;
  /** Milliseconds since 1970; after it the service has dropped it. */
  readonly ends: number;
}

/** What of a pack is before every prompt, and can be kept by its service. */
export function packStart(pack: FewShotPack): readonly Turn[] {
  return packTurns(pack, []);
}

/** What is left to send where the start of the prompt is kept; null where the prompt has instructions of its own. */
export function turnsAfterStart({ instructions }: FewShotPack, turns: readonly Turn[]): readonly Turn[] | null {
  const asked = turns.filter(({ role }) => role === 'system').flatMap(({ parts }) => parts);
  const isSame = asked.every((part) => part.kind === 'text' && part.text === instructions);
  return isSame ? turns.filter(({ role }) => role !== 'system') : null;
}

/**
 * The turns that ask the base model as the pack does: one system turn (the pack's instructions, then what is asked for
 * besides), each example as an exchange, then the asked turns.
 */
export function packTurns({ instructions, examples }: FewShotPack, turns: readonly Turn[]): readonly Turn[] {
  const asked = turns.filter(({ role }) => role === 'system').flatMap(({ parts }) => parts);
  const said = { kind: 'text', text: instructions } as const;
  const isSaid = asked.some((part) => part.kind === 'text' && part.text === instructions);
  const system = instructions === '' || isSaid ? asked : [said, ...asked];
  return [
    ...(system.length > 0 ? [{ role: 'system', parts: system } as const] : []),
    ...examples.flatMap(({ input, output }) => [textTurn('user', input), textTurn('model', output)]),
    ...turns.filter(({ role }) => role !== 'system'),
  ];
}

function textTurn(role: 'user' | 'model', text: string): Turn {
  return { role, parts: [{ kind: 'text', text }] };
}

/** The pack as a file for other programs, with what says where it is from. */
export function packAsJson(pack: FewShotPack): string {
  return `${JSON.stringify({ kind: 'lapidary-few-shot-pack', version: 1, ...pack }, null, 2)}\n`;
}
