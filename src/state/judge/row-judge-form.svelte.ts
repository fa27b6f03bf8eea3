import { ok, type Result } from '../../core/failure.ts';
import type { Judge } from '../../core/judge/judging.ts';
import type { RowJudgingCost } from '../../core/judge/row-judging-cost.ts';
import { modelKey } from '../../core/tuning/model-ref.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import { EVERYTHING, isNarrowed, type View, withoutSort } from '../../core/view/view.ts';
import { viewOfAddress } from '../../core/view/view-address.ts';
import { estimateRowJudging, prepareRowJudging } from '../../jobs/judge-rows.ts';
import { lookAtRows } from '../../jobs/look-rows.ts';
import type { Run } from '../../jobs/run.ts';
import { getJudging } from '../../store/evaluation/judgings.ts';
import { viewWords } from '../../words/view-words.ts';
import { SampleChoice } from '../evaluation/sample-choice.svelte.ts';
import { DECISIONS, JudgeForm, type JudgeNeeds } from './judge-form.svelte.ts';

/** A judge of a dataset's rows, before it starts. */
export class RowJudgeForm extends JudgeForm<RowJudgingCost> {
  readonly sample: SampleChoice;
  /** The filter by which the rows are chosen. */
  view = $state.raw<View>(EVERYTHING);
  starting = $state(false);
  /** The rows of the filter, by version. */
  #among: { readonly versionId: string; readonly positions: Promise<Result<Uint32Array | null>> } | null = null;

  constructor(app: JudgeNeeds) {
    super(app);
    this.sample = new SampleChoice(app.notices, null);
  }

  /** Takes over what an address asks for: the rows of a filter, or the rubric of another judge. */
  begin = async (query: string): Promise<void> => {
    const params = new URLSearchParams(query);
    this.view = withoutSort(viewOfAddress(params).view);
    const from = params.get('judge');
    if (from === null) return;
    await this.app.notices.attempt(async () => {
      const judging = await getJudging(from);
      if (!judging) return;
      this.rubric = judging.rubric;
      this.judge = judging.judge.by === 'decisions' ? DECISIONS : modelKey(judging.judge.model);
    });
  };

  /** Estimates the cost once nothing has changed for a moment. For an effect. */
  estimate(version: VersionInfo, judge: Judge | null): () => void {
    const { questions, compares, view } = this;
    const sample = this.sample.wish;
    const ask = async (by: Judge, run: Run): Promise<Result<RowJudgingCost>> => {
      const among = await this.#rowsOf(version.id, view, run);
      if (!among.ok) return among;
      const setup = { judge: by, questions, reference: false, against: 0 };
      return estimateRowJudging({ versionId: version.id, sample, among: among.value, ...setup }, run);
    };
    return this.estimateBy(judge, compares ? null : ask);
  }

  /** Reads the rows, stores the judging and has it worked on. Gives its id. */
  start = async (version: VersionInfo, judge: Judge): Promise<string | undefined> => {
    const { google, notices, tasks } = this.app;
    const { view } = this;
    const sample = this.sample.wish;
    this.starting = true;
    const { result } = tasks.start({ name: 'Choosing the rows', writes: false, place: 'tray' }, async (run) => {
      const among = await this.#rowsOf(version.id, view, run);
      if (!among.ok) return among;
      const setup = { ...this.setup(judge), versionId: version.id, sample, filter: viewWords(view) };
      return prepareRowJudging({ draft: { ...setup, reference: false, against: 0 }, among: among.value }, run);
    });
    const judging = await notices.run(() => result);
    this.starting = false;
    if (judging) await google.run((api) => api.askOn());
    return judging?.id;
  };

  #rowsOf(versionId: string, view: View, run: Run): Promise<Result<Uint32Array | null>> {
    if (!isNarrowed(view)) return Promise.resolve(ok(null));
    if (this.#among?.versionId === versionId) return this.#among.positions;
    const positions = lookAtRows(versionId, view, { ...run, onFound: () => undefined }).then((looked) => {
      if (looked.ok) return ok(looked.value.positions);
      this.#among = null;
      return looked;
    });
    this.#among = { versionId, positions };
    return positions;
  }
}
