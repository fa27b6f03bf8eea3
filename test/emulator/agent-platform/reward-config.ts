import { invalid } from '../google-error.ts';
import type { Read, Shape } from '../proto-json.ts';

const PARSE = { parseType: 'string', regexExtractExpression: 'string' } as const satisfies Shape;
const MATCH = { matchOperation: 'string', expression: 'string' } as const satisfies Shape;
const RIGHT_AND_WRONG = { correctAnswerReward: 'number', wrongAnswerReward: 'number' } as const satisfies Shape;

const SINGLE = {
  rewardName: 'string',
  parseResponseConfig: PARSE,
  stringMatchRewardScorer: {
    ...RIGHT_AND_WRONG,
    stringMatchExpression: MATCH,
    jsonMatchExpression: { keyName: 'string', valueStringMatchExpression: MATCH },
  },
  autoraterScorer: {
    autoraterConfig: 'any',
    autoraterPrompt: 'string',
    autoraterResponseParseConfig: PARSE,
    exactMatchScorer: { ...RIGHT_AND_WRONG, expression: 'string' },
    parsedResponseConversionScorer: {},
  },
  codeExecutionRewardScorer: { pythonCodeSnippet: 'string' },
  cloudRunRewardScorer: { cloudRunUri: 'string' },
} as const satisfies Shape;

/** The members of a job's spec, and of a validation, that hold its rewards. */
export const REWARD_CONFIGS = {
  singleRewardConfig: SINGLE,
  compositeRewardConfig: { weightedRewardConfigs: [{ rewardConfig: SINGLE, weight: 'number' }] },
} as const satisfies Shape;

export type RewardConfigs = Read<typeof REWARD_CONFIGS>;
export type SingleReward = Read<typeof SINGLE>;
export type ParseConfig = Read<typeof PARSE>;

export interface WeightedReward {
  readonly config: SingleReward;
  readonly weight: number;
}

const SCORERS = [
  'stringMatchRewardScorer',
  'autoraterScorer',
  'codeExecutionRewardScorer',
  'cloudRunRewardScorer',
] as const;
const MOST_REWARDS = 16;

/** The rewards of a request, checked. The texts of the refusals are invented: no real one is known. */
export function readRewardConfigs(message: RewardConfigs): readonly WeightedReward[] {
  const { singleRewardConfig: single, compositeRewardConfig: composite } = message;
  if ((single === undefined) === (composite === undefined)) {
    throw invalid('Exactly one of single_reward_config and composite_reward_config must be set.');
  }
  const several = composite?.weightedRewardConfigs?.map(({ rewardConfig = {}, weight = 0 }) => ({
    config: rewardConfig,
    weight,
  }));
  const rewards = single === undefined ? (several ?? []) : [{ config: single, weight: 1 }];
  if (rewards.length === 0 || rewards.length > MOST_REWARDS) {
    throw invalid(`There must be 1 to ${MOST_REWARDS} rewards, got ${rewards.length}.`);
  }
  const names = rewards.map(({ config }) => config.rewardName ?? '');
  if (names.includes('')) throw invalid('reward_name must be set.');
  if (new Set(names).size < names.length) throw invalid(`reward_name must be unique, got ${names.join(', ')}.`);
  for (const { config, weight } of rewards) {
    if (weight <= 0) throw invalid(`The weight of reward "${config.rewardName ?? ''}" must be positive.`);
    checkReward(config);
  }
  return rewards;
}

function checkReward(config: SingleReward): void {
  const name = config.rewardName ?? '';
  const scorers = SCORERS.filter((scorer) => config[scorer] !== undefined);
  if (scorers.length !== 1) throw invalid(`Reward "${name}" must have exactly one scorer, got ${scorers.length}.`);
  checkParse(config.parseResponseConfig, name);
  const { stringMatchRewardScorer: match, autoraterScorer: rater, codeExecutionRewardScorer: code } = config;
  if (match !== undefined) {
    const { stringMatchExpression: text, jsonMatchExpression: json } = match;
    if ((text === undefined) === (json === undefined)) {
      throw invalid(`Reward "${name}" must have one of string_match_expression and json_match_expression.`);
    }
    if (json !== undefined && (json.keyName ?? '') === '') throw invalid(`Reward "${name}" has no key_name.`);
    checkMatch(text ?? json?.valueStringMatchExpression ?? {}, name);
  }
  if (rater !== undefined) {
    if ((rater.autoraterPrompt ?? '') === '') throw invalid(`Reward "${name}" has no autorater_prompt.`);
    checkParse(rater.autoraterResponseParseConfig, name);
    if ((rater.exactMatchScorer === undefined) === (rater.parsedResponseConversionScorer === undefined)) {
      throw invalid(`Reward "${name}" must have one way to score the autorater's response.`);
    }
  }
  if (code !== undefined && (code.pythonCodeSnippet ?? '') === '') {
    throw invalid(`Reward "${name}" has no python_code_snippet.`);
  }
}

function checkParse(config: ParseConfig | undefined, name: string): void {
  const { parseType = 'IDENTITY', regexExtractExpression = '' } = config ?? {};
  if (parseType === 'IDENTITY') return;
  if (parseType !== 'REGEX_EXTRACT') throw invalid(`Invalid value at 'parse_type', "${parseType}"`);
  if (regexExtractExpression === '') throw invalid(`Reward "${name}" has no regex_extract_expression.`);
  checkPattern(regexExtractExpression, name);
}

function checkMatch({ matchOperation = '', expression = '' }: Read<typeof MATCH>, name: string): void {
  if (!['EXACT_MATCH', 'PARTIAL_MATCH', 'REGEX_CONTAINS'].includes(matchOperation)) {
    throw invalid(`Reward "${name}": match_operation must be set, got "${matchOperation}".`);
  }
  if (matchOperation === 'REGEX_CONTAINS') checkPattern(expression.replace(/\{\{[^}]*\}\}/g, 'x'), name);
}

/** RE2 has neither looking around nor backreferences. */
function checkPattern(pattern: string, name: string): void {
  const isOdd = /\(\?<?[=!]|\\[1-9]/.test(pattern);
  try {
    if (!isOdd) new RegExp(pattern.replace(/^\(\?[ims]+\)/, ''));
  } catch {
    throw invalid(`Reward "${name}": invalid regular expression: ${pattern}`);
  }
  if (isOdd) throw invalid(`Reward "${name}": invalid perl operator in regular expression: ${pattern}`);
}
