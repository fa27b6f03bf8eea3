import { counted, grouped } from '../../core/amount.ts';
import type { RowJudging } from '../../core/judge/judging.ts';
import { sureMark } from '../../core/judge/row-verdicts.ts';
import { addressOfView } from '../../core/view/view-address.ts';
import { type MarkedVerdicts, markVerdicts } from '../../jobs/judge-rows.ts';
import type { Dataset } from '../dataset/dataset.svelte.ts';
import type { App } from '../frame/app.ts';
import { hashOf, queryOf } from '../frame/router.svelte.ts';

/** Words of a question that its mark is called by at first. */
const NAME_WORDS = 5;

/** How the verdicts of a judge of rows become marks. */
export class VerdictMarks {
  /** Index in the rubric. */
  question = $state(0);
  name = $state('');
  /** In percent. */
  least = $state(0);
  busy = $state(false);
  readonly #app: Pick<App, 'tasks' | 'notices'>;
  readonly #dataset: Dataset;

  constructor(app: Pick<App, 'tasks' | 'notices'>, dataset: Dataset) {
    this.#app = app;
    this.#dataset = dataset;
  }

  choose({ questions }: Pick<RowJudging, 'questions'>, question: number): void {
    this.question = question;
    const words = (questions[question]?.text ?? '').match(/[\p{L}\p{N}]+/gu) ?? [];
    this.name = words.slice(0, NAME_WORDS).join(' ').toLowerCase();
  }

  /** Marks rows of the head. Gives the name of the mark. */
  apply = async (judging: RowJudging): Promise<string | undefined> => {
    const { question, name, least } = this;
    this.busy = true;
    const { result } = this.#app.tasks.start({ name: 'Marking rows', writes: true, place: 'tray' }, (run) =>
      markVerdicts({ judgingId: judging.id, question, name: name.trim(), least: least / 100 }, run),
    );
    const marked = await this.#app.notices.run(() => result);
    this.busy = false;
    if (!marked) return undefined;
    this.#dataset.sayChange(markedWords(name.trim(), marked), marked.version, marked.before);
    return name.trim();
  };
}

/** Where Rows shows the rows that a judge is least sure of first. */
export function uncertainFirst(datasetId: string, name: string): string {
  const sort = { by: 'mark', of: sureMark(name), direction: 'ascending' } as const;
  return `${hashOf('datasets', datasetId, 'rows')}?${queryOf(addressOfView({ filters: [], sort }))}`;
}

function markedWords(name: string, { rows, changed, unsure }: MarkedVerdicts): string {
  const more = [
    unsure > 0 && `${grouped(unsure)} not sure enough for a verdict`,
    changed > 0 && `${counted(changed, 'row')} left out: changed or gone since`,
  ].filter((words) => typeof words === 'string');
  return `${counted(rows, 'row')} marked: ${[name, ...more].join(', ')}.`;
}
