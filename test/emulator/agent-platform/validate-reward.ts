import { json, type Call, type Reply } from '../call.ts';
import { CONTENT, textOf } from '../content.ts';
import { invalid } from '../google-error.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { readMessage } from '../proto-json.ts';
import { readRewardConfigs, REWARD_CONFIGS, type ParseConfig, type SingleReward } from './reward-config.ts';

const REQUEST = {
  sampleResponse: CONTENT,
  example: { systemInstruction: CONTENT, contents: [CONTENT], references: 'map', tools: ['any'] },
  ...REWARD_CONFIGS,
} as const;

interface Answer {
  readonly text: string;
  readonly references: Readonly<Record<string, string>>;
}

type Scored = { readonly reward: number } | { readonly fault: string };

/** tuningJobs.validateReinforcementTuningReward: what rewards give one answer. A reward of zero is left out, as in all of JSON here. */
export function validateReward(call: Call): Reply {
  const { sampleResponse, example, ...configs } = readMessage(call.body, REQUEST, 'request');
  const rewards = readRewardConfigs(configs);
  if (sampleResponse === undefined) throw invalid('sample_response must be set.');
  if (example?.contents === undefined) throw invalid('example must have contents.');
  const answer = { text: textOf(sampleResponse), references: example.references ?? {} };
  const scored = rewards.map(({ config, weight }) => ({
    name: config.rewardName ?? '',
    weight,
    ...score(config, answer),
  }));
  const details = scored.map((each) => [each.name, describe(each)] as const);
  const fault = scored.flatMap((each) => ('fault' in each ? [each.fault] : []))[0];
  const weights = scored.reduce((sum, { weight }) => sum + weight, 0);
  const sum = scored.reduce((total, each) => total + ('reward' in each ? each.reward * each.weight : 0), 0);
  return json({
    rewardInfoDetails: Object.fromEntries(details),
    ...(fault === undefined ? zeroLeftOut('overallReward', sum / weights) : { error: fault }),
  });
}

function describe(scored: Scored): JsonObject {
  if ('fault' in scored) return { errorStatus: { code: 3, message: scored.fault } };
  return zeroLeftOut('reward', scored.reward);
}

function zeroLeftOut(name: string, value: number): JsonObject {
  return value === 0 ? {} : { [name]: value };
}

function score(config: SingleReward, answer: Answer): Scored {
  const part = extract(config.parseResponseConfig, answer.text);
  const { stringMatchRewardScorer: match, autoraterScorer: rater, codeExecutionRewardScorer: code } = config;
  if (match !== undefined) {
    const { jsonMatchExpression: inJson } = match;
    const text = inJson === undefined ? part : valueOf(part, inJson.keyName ?? '');
    const { matchOperation = '', expression = '' } =
      match.stringMatchExpression ?? inJson?.valueStringMatchExpression ?? {};
    return compare(text, { operation: matchOperation, expression, ...match }, answer);
  }
  // The rater of an emulator says what the one of its example would: whether the answer is a reference, in a word.
  if (rater !== undefined) {
    const isRight = Object.values(answer.references).includes(answer.text);
    const said =
      rater.exactMatchScorer === undefined ? (isRight ? '1.0' : '-1.0') : `<answer>${isRight ? 'Yes' : 'No'}</answer>`;
    const verdict = extract(rater.autoraterResponseParseConfig, said);
    if (rater.exactMatchScorer === undefined) return clipped(Number(verdict ?? NaN));
    return compare(verdict, { operation: 'EXACT_MATCH', expression: '', ...rater.exactMatchScorer }, answer);
  }
  if (code !== undefined) return runPython(code.pythonCodeSnippet ?? '', answer);
  return { fault: 'The Cloud Run service could not be reached.' };
}

/** No Python here: code without the function fails as it would there, and `return X` of a number says what it says. */
function runPython(code: string, { text, references }: Answer): Scored {
  if (!/^def evaluate\s*\(/m.test(code)) return { fault: "NameError: name 'evaluate' is not defined" };
  const raised = /^\s+raise (\w+)\((?:"([^"]*)")?\)/m.exec(code);
  if (raised) return { fault: `${raised[1] ?? ''}: ${raised[2] ?? ''}` };
  const fixed = /^\s+return (-?[\d.]+)\s*$/m.exec(code)?.[1];
  if (fixed !== undefined) return clipped(Number(fixed));
  return { reward: text !== '' && Object.values(references).includes(text) ? 1 : -1 };
}

function compare(
  text: string | null,
  rule: {
    readonly operation: string;
    readonly expression: string;
    readonly correctAnswerReward?: number;
    readonly wrongAnswerReward?: number;
  },
  { references }: Answer,
): Scored {
  const missing = [...rule.expression.matchAll(/\{\{references\.([^}]+)\}\}/g)].find(
    ([, name = '']) => !Object.hasOwn(references, name),
  );
  if (missing !== undefined) return { fault: `Reference "${missing[1] ?? ''}" is not in the example.` };
  const wanted = rule.expression.replace(/\{\{references\.([^}]+)\}\}/g, (_, name: string) => references[name] ?? '');
  const { correctAnswerReward = 0, wrongAnswerReward = 0 } = rule;
  return clipped(text !== null && isMatch(rule.operation, text, wanted) ? correctAnswerReward : wrongAnswerReward);
}

function isMatch(operation: string, text: string, wanted: string): boolean {
  if (operation === 'EXACT_MATCH') return text === wanted;
  return operation === 'PARTIAL_MATCH' ? text.includes(wanted) : patternOf(wanted, '').test(text);
}

function extract(config: ParseConfig | undefined, text: string): string | null {
  if (config?.parseType !== 'REGEX_EXTRACT') return text;
  const last = [...text.matchAll(patternOf(config.regexExtractExpression ?? '', 'g'))].at(-1);
  return last === undefined ? null : (last[1] ?? last[0]);
}

function patternOf(source: string, flags: string): RegExp {
  const [lead = '', own = ''] = /^\(\?([ims]+)\)/.exec(source) ?? [];
  return new RegExp(source.slice(lead.length), flags + own);
}

function valueOf(text: string | null, key: string): string | null {
  try {
    // What JSON.parse gives is JSON.
    const value = JSON.parse(text ?? '') as Json;
    const found = isObject(value) ? value[key] : undefined;
    if (found === undefined) return null;
    return typeof found === 'string' ? found : JSON.stringify(found);
  } catch {
    return null;
  }
}

function clipped(reward: number): Scored {
  return Number.isNaN(reward) ? { fault: 'The reward is NaN.' } : { reward: Math.min(1, Math.max(-1, reward)) };
}
