import type { TuningMethod } from '../tuning/tuning-method.ts';
import type { ServiceId } from '../tuning/model-ref.ts';

/** Where a fact is from, and of when: nothing here is known for ever. */
export interface Source {
  /** The page or file that says so. */
  readonly source: string;
  /** The day it was read or is dated, `2026-09-25`. */
  readonly date: string;
}

export interface Sourced<T> extends Source {
  readonly value: T;
}

/** A model as far as it is known without asking the service. */
export interface CatalogueModel extends Source {
  /** As its service names it: `models/gemini-3.5-flash`, `gemini-3.5-flash`. */
  readonly id: string;
  readonly title: string;
  readonly service: ServiceId;
  /** How it can be tuned by its service's pages. `few-shot`: it answers, so examples can go with the prompt. */
  readonly methods: readonly TuningMethod[];
  /** Ranks of the adapter that its service takes; empty where none is chosen. */
  readonly adapterSizes: readonly number[];
  /** Where a tuned one answers: `us`/`eu`, or the region of its job. */
  readonly serving: 'multi-region' | 'job-region';
  /** From this day on it is gone, `2026-10-20`; null where no day is known. */
  readonly retires: string | null;
  /** Who answers in its place from a day on: its service sends questions on without a word. Absent where it answers itself. */
  readonly routesTo?: { readonly model: string; readonly from: string };
  /** What its users should know; empty where there is nothing. */
  readonly note: string;
}

/** US dollars for a million tokens; null where no price is known. */
export interface Price extends Source {
  readonly training: number | null;
  readonly answering: AnswerPrice | null;
  /** Of a tuned model. */
  readonly tunedAnswering: AnswerPrice | null;
}

export interface AnswerPrice {
  readonly input: number;
  readonly output: number;
}

export type LimitName =
  /** Characters (code points) of one example. */
  | 'inputCharacters'
  | 'outputCharacters'
  /** All examples inside of the request. */
  | 'inlineBytes'
  | 'examplesAtLeast'
  | 'examplesAdvised'
  | 'examplesAtMost'
  | 'mediaExamplesAtMost'
  | 'tokensPerExample'
  | 'fileBytes'
  | 'validationAtMost'
  /** Above this many validation examples, they may be at most `validationShare` per cent of the training examples. */
  | 'validationShareFrom'
  | 'validationShare'
  /** Characters of the name that a tuned model is shown by. */
  | 'displayName';

/** The limits of one target, by name; absent where the service states none. */
export type Limits = Readonly<Partial<Record<LimitName, Sourced<number>>>>;

/** What is known of the services: plain data, edited by `withOverrides`. */
export interface Catalogue {
  readonly models: readonly CatalogueModel[];
  /** By the model's id. */
  readonly prices: Readonly<Record<string, Price>>;
  /** By the target's id. */
  readonly limits: Readonly<Record<string, Limits>>;
  /** Where jobs run. */
  readonly tuningRegions: Sourced<readonly string[]>;
  /** Where tuned models of the third generation answer. */
  readonly servingLocations: Sourced<readonly string[]>;
}
