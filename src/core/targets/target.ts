import type { Catalogue } from '../models/catalogue.ts';
import type { JsonObject } from '../json.ts';
import { NO_TOKENS, type TokenRange } from '../tokens/estimate-tokens.ts';
import type { Estimate, TuningSettings } from '../tuning/job.ts';
import type { TuningMethod } from '../tuning/tuning-method.ts';
import type { ServiceId } from '../tuning/model-ref.ts';

/** What is known of the rows when a form is filled in. */
export interface TargetFacts {
  readonly trainingRows: number;
  readonly validationRows: number;
  /** How many classes the training rows have; 0 where their labels are none. */
  readonly classes: number;
  /** Of all training rows, one epoch. */
  readonly tokens: TokenRange;
}

/** Before any row is known. */
export const NO_FACTS: TargetFacts = { trainingRows: 0, validationRows: 0, classes: 0, tokens: NO_TOKENS };

type SettingValue = number | string | boolean;

interface SettingWords<V extends SettingValue> {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  /** What guides set that this service has not, and what to do with it here: a question and its answer. */
  readonly elsewhere?: { readonly question: string; readonly answer: string };
  /** Its field is shown only while another setting has this value. */
  readonly when?: { readonly setting: string; readonly is: SettingValue };
  initial(facts: TargetFacts): V;
  /** Why this initial value, in a sentence that names the fact behind it. */
  reason(facts: TargetFacts): string;
}

/** A setting of a job as data: it draws the form and checks what is typed. */
export type TargetSetting =
  | (SettingWords<number> & {
      readonly kind: 'number';
      readonly min: number;
      readonly max: number;
      /** Between neighbouring values of its field; 1 means whole numbers only. */
      readonly step: number;
    })
  | (SettingWords<string> & {
      readonly kind: 'choice';
      readonly options: readonly { readonly value: string; readonly label: string }[];
    })
  | (SettingWords<boolean> & { readonly kind: 'switch' })
  /** Rewards as JSON text (`core/rewards`): a form of their own draws them. */
  | (SettingWords<string> & { readonly kind: 'rewards' });

/** Settings that go together, with the reason to take them. */
export interface Preset {
  readonly id: 'conservative' | 'standard' | 'aggressive';
  readonly title: string;
  readonly reason: string;
  readonly settings: TuningSettings;
}

/** A tuned model to go on from. */
export interface PreTunedModel {
  /** `projects/P/locations/L/models/456@1`. */
  readonly name: string;
  readonly checkpoint?: string;
}

export interface RequestInput {
  /** As its service names it. */
  readonly baseModel: string;
  readonly preTunedModel?: PreTunedModel | undefined;
  readonly displayName: string;
  readonly description?: string | undefined;
  /** Our id for the attempt: `isAttemptId`. */
  readonly attempt: string;
  readonly settings: TuningSettings;
  /** null shows the request without its data. */
  readonly data: RequestData | null;
}

export type RequestData =
  /** Rows in the target's format, inside of the request. */
  | { readonly examples: readonly JsonObject[] }
  | { readonly trainingUri: string; readonly validationUri: string | null };

export interface TargetEstimate extends Estimate {
  /** `trainingTokens` is between these. */
  readonly tokens: TokenRange;
  readonly costRange: { readonly low: number; readonly high: number } | null;
}

/** A place that can tune, or stands in for one. */
export interface Target {
  /** Equal to the file's name; jobs store it, so it never changes. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** null where nothing is started at a service. */
  readonly service: ServiceId | null;
  readonly method: TuningMethod;
  /** The id of the format that its lines have. */
  readonly format: string;
  /** Whether it takes rows for validation. */
  readonly validates: boolean;
  readonly settings: readonly TargetSetting[];
  readonly presets: readonly Preset[];
  /** What is wrong with the name of a tuned model; null where nothing is. Cheap enough for every key press. */
  checkName(name: string, catalogue: Catalogue): string | null;
  /** The exact body of the request that starts the job; null where nothing is sent. Throws on an attempt id that won't do. */
  readonly requestBody: ((input: RequestInput) => JsonObject) | null;
  estimate(
    facts: TargetFacts,
    settings: TuningSettings,
    priced: { readonly catalogue: Catalogue; readonly baseModel: string },
  ): TargetEstimate;
}
