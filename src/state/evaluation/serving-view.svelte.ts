import type { Evaluation, EvaluatedModel } from '../../core/evaluation/evaluation.ts';
import type { Turn } from '../../core/example/example.ts';
import { packTurns, type FewShotPack } from '../../core/few-shot/prompt-pack.ts';
import type { JsonObject } from '../../core/json.ts';
import { isPromptOnly } from '../../core/services/index.ts';
import type { AskProgram } from '../../core/snippets/parts/ask-model.ts';
import { plainPrograms, type ServedBy, servePrograms } from '../../core/snippets/parts/serve-model.ts';
import { isPacked, servedModel } from '../../core/tuning/model-ref.ts';
import { workOutServing, type Serving } from '../../jobs/look-into.ts';
import { settingsFor, writePrompt, writeSettings } from '../../services/generate/prompt.ts';
import { packsOf } from '../../store/evaluation/packs-of.ts';
import type { App } from '../frame/app.ts';
import { addressOfModel } from '../job/model-address.ts';

/** Which model of an evaluation is served, and which is behind it, by their indexes; null where one of them is missing. */
export function servedPair({
  models,
}: Pick<Evaluation, 'models'>): { readonly model: number; readonly base: number } | null {
  const base = models.findIndex(({ kind, ref }) => kind === 'base' && !isPacked(ref));
  const model = models.findIndex(({ kind, ref }) => kind === 'tuned' || isPacked(ref));
  return base < 0 || model < 0 ? null : { model, base };
}

/** A fallback rule and the programs that keep it, worked out when somebody asks. */
export class ServingView {
  serving = $state.raw<Serving | null>(null);
  programs = $state.raw<readonly AskProgram[]>([]);
  busy = $state(false);
  readonly #app: Pick<App, 'notices' | 'tasks'>;

  constructor(app: Pick<App, 'notices' | 'tasks'>) {
    this.#app = app;
  }

  workOut = async (evaluation: Evaluation): Promise<void> => {
    const pair = servedPair(evaluation);
    if (pair === null) return;
    const { notices, tasks } = this.#app;
    this.busy = true;
    const { result } = tasks.start({ name: 'Working out a fallback', writes: false, place: 'tray' }, (run) =>
      workOutServing({ evaluationId: evaluation.id, ...pair }, run),
    );
    const serving = await notices.run(() => result);
    if (serving) {
      await notices.attempt(async () => {
        const packs = await packsOf(evaluation.models);
        this.programs = programsFor(evaluation, pair, serving, packs);
        this.serving = serving;
      });
    }
    this.busy = false;
  };
}

/** The programs: the model alone, and with its base behind it where that helps. None where no address is known. */
function programsFor(
  { models, settings }: Evaluation,
  pair: { readonly model: number; readonly base: number },
  { kind, usual, system, fallback }: Serving,
  packs: ReadonlyMap<string, FewShotPack>,
): readonly AskProgram[] {
  const [one, other] = [models[pair.model], models[pair.base]];
  const [model, base] = [one, other].map((each) => each && servedBy(each, settings, system, packs));
  if (!model) return [];
  const helps = base && fallback !== null && fallback.best.asked > 0;
  return [
    ...plainPrograms(model),
    ...(helps ? servePrograms({ model, base, threshold: fallback.best.threshold, kind, usual }) : []),
  ];
}

const PROMPT = { role: 'user', parts: [{ kind: 'text', text: '?' }] } as const;

/** A model as the evaluation asked it: template, examples and settings; null where it has no address. */
function servedBy(
  { ref }: EvaluatedModel,
  settings: Evaluation['settings'],
  system: string | null,
  packs: ReadonlyMap<string, FewShotPack>,
): ServedBy | null {
  const model = servedModel(ref);
  const url = addressOfModel(model);
  const pack = isPacked(ref) ? packs.get(ref.pack) : null;
  if (url === null || pack === undefined) return null;
  // Where it takes no system instruction its words go before the prompt, as in training.
  const isBare = isPromptOnly(model);
  const said: readonly Turn[] =
    system === null || isBare ? [] : [{ role: 'system', parts: [{ kind: 'text', text: system }] }];
  const turns = pack === null ? [...said, PROMPT] : packTurns(pack, [...said, PROMPT]);
  const { contents, systemInstruction } = writePrompt({ turns });
  const generationConfig: JsonObject = writeSettings(settingsFor(model.name, settings));
  return {
    service: model.service,
    url,
    start: {
      contents: contents.slice(0, -1),
      ...(systemInstruction && { systemInstruction }),
      ...(Object.keys(generationConfig).length > 0 && { generationConfig }),
    },
    prefix: isBare && system !== null ? `${system}\n\n` : '',
  };
}
