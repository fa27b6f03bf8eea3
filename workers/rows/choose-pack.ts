import { fail, ok, type Result } from '../../src/core/failure.ts';
import { chooseExamples, type Candidate } from '../../src/core/few-shot/choose-examples.ts';
import { dropLabels, keepClasses } from '../../src/core/few-shot/keep-classes.ts';
import type { FewShotPack, PackExample } from '../../src/core/few-shot/prompt-pack.ts';
import { readExample } from '../../src/core/conversion/read-example.ts';
import { prepareSystemText } from '../../src/core/preflight/read-system.ts';
import { plainPrompt, questionOf } from '../../src/core/playground/question.ts';
import { numberSetting, switchSetting } from '../../src/core/targets/parts/setting-value.ts';
import { findFormat } from '../../src/core/formats/index.ts';
import { estimateTokens } from '../../src/core/tokens/estimate-tokens.ts';
import { Drop } from '../../src/core/recipe/step.ts';
import { targetOf } from './check-rows.ts';
import type { OpenedVersion } from './open-version.ts';
import type { CheckRequest, PackWish } from '../contracts/tune.ts';
import { sideLines } from './export/write-lines.ts';

/**
 * Chooses the examples of a few-shot pack among the training rows: one exchange each, diverse, within the budget. Fails where
 * there is none.
 */
export async function choosePack(
  opened: OpenedVersion,
  request: CheckRequest,
  mark: string,
  wish: PackWish,
): Promise<Result<FewShotPack>> {
  const { version, list } = opened;
  const tokensOf = (...texts: string[]): number => Math.round(estimateTokens(...texts).likely * wish.tokenRatio);
  const format = findFormat(targetOf(request).format);
  if (!format) throw new Error(`format ${targetOf(request).format} is not one of this program`);
  const systemOf = prepareSystemText(version);
  const candidates: (Candidate & PackExample)[] = [];
  const systems = new Map<string, number>();
  const rows = { from: 0, count: list.count };
  for await (const lines of sideLines(opened, { request, mark, side: 'training', rows })) {
    for (const { row, position, checked } of lines) {
      const system = systemOf(row);
      systems.set(system, (systems.get(system) ?? 0) + 1);
      const { example } = readExample(row, format, version);
      const question = example instanceof Drop ? null : questionOf(example);
      const asked = question && plainPrompt(question.turns);
      if (!asked || question.expected === null) continue;
      const texts = { input: asked.prompt, output: question.expected };
      const label = checked.label;
      const tokens = tokensOf(texts.input, texts.output);
      candidates.push({ position, ...texts, ...(label !== null && { label }), tokens });
    }
  }
  const balanced = switchSetting(wish.settings, 'balanced');
  const chosen = chooseExamples(balanced ? keepClasses(candidates) : dropLabels(candidates), {
    count: numberSetting(wish.settings, 'examples'),
    tokens: numberSetting(wish.settings, 'tokenBudget'),
    seed: wish.seed,
  });
  if (chosen.positions.length === 0) {
    const tokenBudget = candidates.length === 0 ? null : numberSetting(wish.settings, 'tokenBudget');
    return fail({ kind: 'empty-pack', tokenBudget });
  }
  const byPosition = new Map(candidates.map((candidate) => [candidate.position, candidate]));
  const instructions = commonest(systems);
  return ok({
    id: wish.id,
    name: wish.name,
    datasetId: version.datasetId,
    versionId: version.id,
    digest: version.digest,
    baseModel: wish.base,
    instructions,
    examples: chosen.positions.flatMap((position) => {
      const found = byPosition.get(position);
      return found ? [{ position, input: found.input, output: found.output }] : [];
    }),
    stopped: chosen.stopped,
    tokens: chosen.tokens + tokensOf(instructions),
    seed: wish.seed,
    createdAt: Date.now(),
    settings: {},
    keep: switchSetting(wish.settings, 'cached'),
    kept: null,
  });
}

function commonest(counts: ReadonlyMap<string, number>): string {
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return most?.[0] ?? '';
}
