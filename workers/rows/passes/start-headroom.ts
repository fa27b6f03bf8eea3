import type { Evaluation, EvaluatedModel, EvaluationRow } from '../../../src/core/evaluation/evaluation.ts';
import { askOf, fingerprintOf } from '../../../src/core/evaluation/fingerprint.ts';
import { fail, ok } from '../../../src/core/failure.ts';
import { chooseExamples } from '../../../src/core/few-shot/choose-examples.ts';
import type { FewShotPack } from '../../../src/core/few-shot/prompt-pack.ts';
import { FEWEST_ROWS } from '../../../src/core/insight/headroom.ts';
import { plainPrompt } from '../../../src/core/playground/question.ts';
import { estimateTokens } from '../../../src/core/tokens/estimate-tokens.ts';
import { isPacked, modelKey } from '../../../src/core/tuning/model-ref.ts';
import { addEvaluation } from '../../../src/store/evaluation/evaluations.ts';
import { savePack } from '../../../src/store/google/packs.ts';
import { definePass } from '../define-pass.ts';
import { choosePositions, readQuestions } from '../evaluation/asked-rows.ts';
import { type OpenedVersion, openVersion } from '../open-version.ts';

/** What the base model is to be tried with. */
export interface HeadroomWish {
  readonly evaluationId: string;
  readonly versionId: string;
  readonly base: EvaluatedModel;
  /** Rows that are held out from learning, where the version has such. */
  readonly split: Evaluation['sample']['split'];
  readonly rows: number;
  readonly examples: number;
  readonly costLimit: number | null;
  readonly createdAt: number;
}

const SEED = 1;
/** Rows that examples are chosen from, and what they may weigh. */
const CANDIDATES = 400;
const EXAMPLE_TOKENS = 4_000;

/**
 * Stores an evaluation of a base model over a few rows, without and with examples. The examples are never among the rows that
 * are asked. Nothing is sent.
 */
export default definePass({
  id: 'start-headroom',

  async lead(wish: HeadroomWish) {
    const opened = await openVersion(wish.versionId);
    if (!opened.ok) return opened;
    const { version } = opened.value;
    const { datasetId, number: versionNumber, digest } = version;
    const sample = { split: wish.split, size: wish.rows, seed: SEED };
    const heldOut = wish.split === null ? new Uint32Array(0) : await choosePositions(opened.value, sample);
    // Too few are held out to say anything: the base model has learnt none of the others either.
    const isEnough = heldOut.length >= FEWEST_ROWS;
    const used = isEnough ? sample : { ...sample, split: null };
    const asked = isEnough ? heldOut : await choosePositions(opened.value, used);
    const pack = await choosePack(opened.value, wish, asked);
    if (pack) await savePack(pack);
    const models = pack ? [wish.base, packModel(pack, wish.base)] : [wish.base];
    const packs = new Map(pack ? [[pack.id, pack]] : []);
    const rows: EvaluationRow[] = [];
    const { evaluationId } = wish;
    await readQuestions(opened.value, asked, (position, question) => {
      if (question === null || question.expected === null) return;
      const { turns, expected } = question;
      const asks = models.map(({ ref }) => {
        const ask = askOf(ref, turns, {}, packs);
        return ask ? fingerprintOf(ask) : '';
      });
      rows.push({ evaluationId, datasetId, index: rows.length, position, turns, expected, asks });
    });
    if (rows.length === 0) return fail({ kind: 'nothing-to-ask' });
    const evaluation: Evaluation = {
      ...{ id: evaluationId, datasetId, createdAt: wish.createdAt, costLimit: wish.costLimit, state: 'running' },
      ...{ waiting: null, versionId: version.id, versionNumber, digest, sample: used, rows: rows.length },
      ...{ unaskable: asked.length - rows.length, models, settings: {}, pattern: '' },
    };
    await addEvaluation(evaluation, rows);
    return ok({ output: evaluation });
  },
});

/** Examples from rows that are not asked; null where none has a plain prompt and an answer. */
async function choosePack(
  opened: OpenedVersion,
  { base, examples }: HeadroomWish,
  asked: Uint32Array,
): Promise<FewShotPack | null> {
  const { ref } = base;
  if (isPacked(ref)) return null;
  const taken = new Set(asked);
  const others = Uint32Array.from({ length: opened.version.rowCount }, (_, at) => at).filter((at) => !taken.has(at));
  const some = await choosePositions(opened, { split: null, size: CANDIDATES, seed: SEED }, others);
  const candidates: {
    readonly position: number;
    readonly input: string;
    readonly output: string;
    readonly tokens: number;
  }[] = [];
  await readQuestions(opened, some, (position, question) => {
    const prompt = question && plainPrompt(question.turns);
    if (!prompt || question.expected === null) return;
    const texts = { input: prompt.prompt, output: question.expected };
    candidates.push({ position, ...texts, tokens: estimateTokens(texts.input, texts.output).likely });
  });
  const limits = { count: examples, tokens: EXAMPLE_TOKENS, seed: SEED };
  const { positions, tokens } = chooseExamples(candidates, limits);
  if (positions.length === 0) return null;
  const chosen = positions.flatMap((position) => candidates.filter((each) => each.position === position));
  const { datasetId, id: versionId, digest } = opened.version;
  return {
    ...{ id: crypto.randomUUID(), name: 'Examples to try first', datasetId, versionId, digest, baseModel: ref },
    ...{ instructions: '', tokens, seed: SEED, createdAt: Date.now(), settings: {}, keep: false, kept: null },
    examples: chosen.map(({ position, input, output }) => ({ position, input, output })),
  };
}

function packModel(pack: FewShotPack, base: EvaluatedModel): EvaluatedModel {
  const ref = { pack: pack.id, base: pack.baseModel };
  const title = `${base.title} with ${String(pack.examples.length)} examples`;
  return { key: modelKey(ref), title, ref, kind: 'tuned', price: base.price };
}
