import { knownObstacles } from './known-obstacles.ts';
import { startsAt } from './service-choice.ts';
import type { Google } from '../settings/google.svelte.ts';
import type { TuneForm } from './tune-form.svelte.ts';

/** Why the job of a form can't be started yet, each a sentence; empty where it can. */
export function obstaclesOf(form: TuneForm, google: Google): readonly string[] {
  return [...ofModel(form), ...ofCredentials(form, google), ...ofRows(form), ...ofSettings(form), ...ofFields(form)];
}

function ofModel({ nothingToTune, baseModel }: TuneForm): readonly string[] {
  if (nothingToTune) return ['This key can’t tune a model now: choose another service above.'];
  return baseModel === '' ? ['Choose a base model.'] : [];
}

function ofCredentials({ service }: TuneForm, google: Google): readonly string[] {
  const starts = startsAt(service);
  return starts ? knownObstacles(google, starts.id) : [];
}

function ofRows({ check, leaveOut, split: wanted }: TuneForm): readonly string[] {
  const { report, split } = check;
  if (!report || !split || !check.isSplitBy(wanted)) return ['The rows are not checked yet.'];
  const isAgreed = leaveOut || report.faultyRows === 0 || split.facts.trainingRows === 0;
  const errors = split.findings.filter(({ level }) => level === 'error');
  return [
    ...(isAgreed ? [] : ['Some rows break a hard rule: fix them, or let them be left out.']),
    ...errors.map(({ title, detail }) => `${title}: ${detail}.`),
  ];
}

function ofSettings({
  nameProblem,
  settingProblems,
  exports,
  highestCost,
  spendingLimit,
}: TuneForm): readonly string[] {
  const isDear = !exports && (highestCost ?? 0) > spendingLimit;
  return [
    ...(nameProblem === null ? [] : [nameProblem]),
    ...settingProblems.map(({ why }) => `${why}.`),
    ...(isDear ? ['The estimate is above your spending limit.'] : []),
  ];
}

/** What is shown must be what is sent. */
function ofFields({ wrong }: TuneForm): readonly string[] {
  return wrong.names.map((name) => `${name}: this field has no valid value.`);
}
